import { getTimezonesForCountry } from 'countries-and-timezones';

import type { Instant } from '../call.ts';
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
  return offsetsIn(country, at).map((offset) => {
    const local = at + offset;
    const days = Math.floor(local / dayMs);
    // 1970-01-01 was a Thursday.
    return { weekday: (((days + 3) % 7) + 7) % 7, minutes: Math.floor((local - days * dayMs) / minuteMs) };
  });
}

/** Clocks are set at full quarters of an hour. */
const quarterMs = 15 * minuteMs;
const known = new Map<string, number[]>();
const mostKnown = 20_000;

/** Remembered, since a large country has thirty zones and a campaign thousands of calls. */
function offsetsIn(country: string, at: Instant): number[] {
  const quarter = Math.floor(at / quarterMs) * quarterMs;
  const key = `${country} ${quarter}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const zones = getTimezonesForCountry(country) ?? [];
  const offsets = [...new Set(zones.map(({ name }) => wallClock(quarter, name) - quarter))].sort(
    (a, b) => a - b,
  );
  known.set(key, offsets);
  return offsets;
}
