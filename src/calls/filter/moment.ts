import { canonicalClockTime } from '../time/clock-time.ts';
import { dayMs, hourMs, minuteMs, weekMs } from '../time/durations.ts';
import { dayInFrench, isDate, isMonth, namedDays } from './days.ts';

const unitMs: Record<string, number> = {
  s: 1000,
  m: minuteMs,
  h: hourMs,
  d: dayMs,
  w: weekMs,
};

const longestMs = 3660 * dayMs;

export const timePattern = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const dateTimePattern = /^(\d{4}-\d{2}-\d{2})[t_]([\d:.]+)(z|[+-]\d{2}:?\d{2})?$/;

/** The one spelling of a duration, day, clock time or date with time; null when the text is none of them. */
export function canonicalMoment(text: string): string | null {
  const word = text.toLowerCase();
  return canonicalDuration(word) ?? canonicalDay(word) ?? canonicalTime(word) ?? canonicalDateTime(word);
}

/** `90min` is `90m`, `2w` is `14d`. */
export function canonicalDuration(text: string): string | null {
  const ms = durationMs(text);
  return ms === null || ms > longestMs ? null : durationText(ms);
}

/** Of any length; null for what is none. */
export function durationMs(text: string): number | null {
  const word = text.toLowerCase();
  if (!/^(\d{1,6}[a-z]+)+$/.test(word)) return null;
  let ms = 0;
  for (const [, amount, unit] of word.matchAll(/(\d+)([a-z]+)/g)) {
    ms += Number(amount) * (unitMs[shortUnit(unit as string)] ?? Number.NaN);
  }
  return ms > 0 ? ms : null;
}

const unitNames = [
  ['s', /^s(?:ecs?|econde?s?)?$/],
  ['m', /^m(?:ns?|ins?|inutes?)?$/],
  ['h', /^h(?:rs?|ours?|eures?)?$/],
  ['d', /^(?:d(?:ays?)?|j(?:ours?)?)$/],
  ['w', /^(?:w(?:eeks?)?|semaines?)$/],
] as const;

function shortUnit(unit: string): string {
  return unitNames.find(([, names]) => names.test(unit))?.[0] ?? '';
}

/** A day is written `24h`; only from two days on do people count in days. */
function durationText(ms: number): string {
  const unit =
    ['d', 'h', 'm'].find((it) => ms % wholeMs(it) === 0 && (it !== 'd' || ms > wholeMs(it))) ?? 's';
  return `${ms / wholeMs(unit)}${unit}`;
}

export function wholeMs(unit: string): number {
  return unitMs[unit] as number;
}

/** `today`, `last-week`, a date, a month: what has a beginning and an end of its own. */
export function canonicalDay(text: string): string | null {
  const word = text.toLowerCase();
  if (namedDays.some((it) => it === word) || isDate(word) || isMonth(word)) return word;
  return /^\p{L}/u.test(word) ? dayInFrench(word) : null;
}

function canonicalTime(word: string): string | null {
  const padded = word.replace(/^(?=\d:)/, '0');
  if (timePattern.test(padded)) return padded;
  return /^\d{1,2}(?:[:h]\d{2}|(?:[:h]\d{2})?[ap]m)$/.test(word) ? canonicalClockTime(word) : null;
}

/** Without an offset it stays local; with one it becomes UTC. */
function canonicalDateTime(word: string): string | null {
  const [, date = '', time = '', offset] = dateTimePattern.exec(word) ?? [];
  const wholeSeconds = time.replace(/\.\d+$/, '');
  if (!isDate(date) || !timePattern.test(wholeSeconds)) return null;
  if (offset === undefined) return `${date}T${wholeSeconds}`;
  const instant = Date.parse(
    `${date}T${wholeSeconds}${offset.toUpperCase().replace(/(\d\d)(\d\d)$/, '$1:$2')}`,
  );
  return Number.isNaN(instant) ? null : new Date(instant).toISOString().replace('.000', '');
}
