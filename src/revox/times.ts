import type { Instant } from '../calls/call.ts';

const earliest = Date.UTC(2000, 0);
const latest = Date.UTC(2200, 0);

/**
 * The reference leaves the type of times open and shows `{}`, so every form in use is read: ISO 8601,
 * epoch seconds and epoch milliseconds, as number or text. What is none of these, or a placeholder such as
 * 0 or the year 1, is no time.
 */
export function readTime(value: unknown): Instant | null {
  const time =
    typeof value === 'number' ? fromEpoch(value) : typeof value === 'string' ? fromText(value.trim()) : NaN;
  return time >= earliest && time < latest ? time : null;
}

/** 10^11 seconds are the year 5138 and 10^11 milliseconds are 1973, so no call is ambiguous. */
function fromEpoch(value: number): number {
  return Math.round(value < 1e11 ? value * 1000 : value);
}

function fromText(text: string): number {
  if (text.length === 24 && text.endsWith('Z')) return Date.parse(text);
  if (/^\d+(\.\d+)?$/.test(text)) return fromEpoch(Number(text));
  const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d+))?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i.exec(
    text,
  );
  if (iso === null) return /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;

  const [, date, time, fraction = '0', zone = 'Z'] = iso;
  return Date.parse(
    `${date}T${time}${time?.length === 5 ? ':00' : ''}.${fraction.slice(0, 3)}${fullZone(zone)}`,
  );
}

/** `+0200` and `+02` are ISO too, but `Date` reads only `+02:00`. */
function fullZone(zone: string): string {
  if (zone.toUpperCase() === 'Z') return 'Z';
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
}
