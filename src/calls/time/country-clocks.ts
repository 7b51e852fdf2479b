import { getTimezonesForCountry } from 'countries-and-timezones';
import type { Instant } from '../call.ts';
import { remembered } from '../remembered.ts';
import { dayMs, minuteMs } from './durations.ts';
import { wallClock } from './local-day.ts';

/** What a clock on the wall shows. */
export interface Clock {
  /** 0 is Monday. */
  weekday: number;
  /** Since midnight. */
  minutes: number;
}

/** What the clocks in a country show, one for each time that they differ; none for a country that is not known. */
export function clocksIn(country: string, at: Instant): Clock[] {
  return offsetsIn(country, Math.floor(at / quarterMs) * quarterMs).map((offset) => {
    const local = at + offset;
    const days = Math.floor(local / dayMs);
    // 1970-01-01 was a Thursday.
    return { weekday: (((days + 3) % 7) + 7) % 7, minutes: Math.floor((local - days * dayMs) / minuteMs) };
  });
}

/** Clocks are set at full quarters of an hour. */
const quarterMs = 15 * minuteMs;
const mostKnown = 20_000;

/** Remembered, since a large country has thirty zones and a campaign thousands of calls. */
const offsetsIn = remembered(mostKnown, (country: string, quarter: number): number[] => {
  const zones = getTimezonesForCountry(country) ?? [];
  return [...new Set(zones.map(({ name }) => wallClock(quarter, name) - quarter))].sort((a, b) => a - b);
});
