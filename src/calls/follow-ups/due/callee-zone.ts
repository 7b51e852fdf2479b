import { getTimezonesForCountry } from 'countries-and-timezones';

import type { Instant } from '../../call.ts';
import { dayMs } from '../../time/durations.ts';
import { wallClock } from '../../time/local-day.ts';

/**
 * The zone in which a callee reads the clock. In a country with several it is the channel's if people there have its
 * time too, else that of most of its zones: a number does not say where somebody is.
 */
export function calleeZone(country: string | null, at: Instant, timezone: string): string {
  const zones = country === null ? [] : (getTimezonesForCountry(country) ?? []).map(({ name }) => name);
  const alike = Map.groupBy(zones, (zone) => clocksOf(zone, at));
  if (zones.length === 0 || alike.has(clocksOf(timezone, at))) return timezone;
  const [most] = [...alike.values()].toSorted((one, other) => other.length - one.length);
  return most?.[0] ?? timezone;
}

/** What a zone shows now and in half a year: two zones that agree in both change their clocks together. */
function clocksOf(zone: string, at: Instant): string {
  return [at, at + 182 * dayMs].map((one) => (wallClock(one, zone) - one) / 60_000).join(' ');
}

const zones: Record<string, string> = {
  ...{ UTC: 'UTC', GMT: 'UTC', BST: 'Europe/London', CET: 'Europe/Paris', CEST: 'Europe/Paris' },
  ...{ ET: 'America/New_York', EST: 'America/New_York', EDT: 'America/New_York' },
  ...{ CT: 'America/Chicago', CDT: 'America/Chicago', MT: 'America/Denver', MDT: 'America/Denver' },
  ...{ PT: 'America/Los_Angeles', PST: 'America/Los_Angeles', PDT: 'America/Los_Angeles' },
};
/** Each means several zones in the world. */
const ofSeveral: Record<string, Record<string, string>> = {
  CST: { US: 'America/Chicago', CA: 'America/Winnipeg', CN: 'Asia/Shanghai' },
  MST: { US: 'America/Denver', CA: 'America/Edmonton' },
  IST: { IN: 'Asia/Kolkata', IE: 'Europe/Dublin', IL: 'Asia/Jerusalem' },
};

/** The zone that is named behind a time; null where none is. */
export function saidZone(said: string, country: string | null): string | 'unclear' | null {
  const named = /(?<=\d\s?|[ap]\.?m\.?\s|\bh\s)(UTC|GMT|BST|CES?T|[ECMP][SD]?T|IST)\b/.exec(said)?.[1];
  if (named === undefined) return null;
  return zones[named] ?? ofSeveral[named]?.[country ?? ''] ?? 'unclear';
}

/**
 * Whether `03/04` is 4 March to somebody there. In Canada either is usual, and French words in a country of the other
 * order contradict it.
 */
export function isMonthFirstIn(country: string | null, said: string): boolean | null {
  const isFrench = /\b(?:le|du|a|d ici|vers|avant|apres|matin|soir|jusqu|\d{1,2} ?h(?:\d{2})?)\b/.test(said);
  const inCountry = country === null || country === 'CA' ? null : monthComesFirst(country);
  if (inCountry === null) return isFrench ? false : null;
  return inCountry && isFrench ? null : inCountry;
}

function monthComesFirst(country: string): boolean | null {
  try {
    const { language } = new Intl.Locale(`und-${country}`).maximize();
    const parts = new Intl.DateTimeFormat(`${language}-${country}`, {
      day: 'numeric',
      month: 'numeric',
      calendar: 'gregory',
    });
    const [first] = parts.formatToParts(0).filter(({ type }) => type === 'day' || type === 'month');
    return first?.type === 'month';
  } catch {
    return null;
  }
}
