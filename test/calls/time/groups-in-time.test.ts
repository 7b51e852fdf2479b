import { describe, expect, it } from 'vitest';

import { clocksDuring, daySpans, hoursBetween } from '../../../src/calls/time/groups-in-time.ts';

const paris = 'Europe/Paris';
const during = (first: string, last: string) => ({ from: Date.parse(first), to: Date.parse(last) });

/** `2026-03-10 from 09T23:00 to 10T23:00` in UTC. */
const spans = (first: string, last: string, timezone: string) =>
  daySpans(during(first, last), timezone).map(
    ({ word, from, to }) => `${word} from ${inUtc(from)} to ${inUtc(to)}`,
  );
const inUtc = (instant: number) => new Date(instant).toISOString().slice(8, 16);

describe('the hours of a breakdown', () => {
  it('are all from the first with calls to the last', () => {
    expect(hoursBetween([11, 9])).toEqual([9, 10, 11]);
    expect(hoursBetween([])).toEqual([]);
  });

  it('are those on the clock, which may be changed on the way', () => {
    const hours = (first: string, last: string, timezone: string) =>
      clocksDuring(during(first, last), timezone).map(
        ({ from, to, aheadMs }) => `+${aheadMs / 60_000} from ${inUtc(from)} to ${inUtc(to)}`,
      );
    expect(hours('2026-03-20T00:00Z', '2026-03-31T12:00Z', paris)).toEqual([
      '+60 from 20T00:00 to 29T01:00',
      '+120 from 29T01:00 to 31T12:00',
    ]);
    expect(hours('2026-03-10T00:00Z', '2026-03-11T00:00Z', 'Asia/Kathmandu')).toEqual([
      '+345 from 10T00:00 to 11T00:00',
    ]);
    expect(clocksDuring(during('2025-01-01T00:00Z', '2026-01-01T00:00Z'), paris)).toHaveLength(3);
  });
});

describe('the days of a breakdown', () => {
  it('are local days, whether they have 23, 24 or 25 hours, and no more than the period', () => {
    expect(spans('2026-03-28T12:00Z', '2026-03-30T12:00Z', paris)).toEqual([
      '2026-03-28 from 28T12:00 to 28T23:00',
      '2026-03-29 from 28T23:00 to 29T22:00',
      '2026-03-30 from 29T22:00 to 30T12:00',
    ]);
  });

  it('end with the last', () => {
    expect(spans('2026-03-09T23:00Z', '2026-03-11T23:00Z', paris)).toEqual([
      '2026-03-10 from 09T23:00 to 10T23:00',
      '2026-03-11 from 10T23:00 to 11T23:00',
    ]);
  });

  it('are several together where one looks at more than a few', () => {
    const month = daySpans(during('2026-03-01T00:00Z', '2026-03-31T00:00Z'), 'UTC');
    expect(month.map(({ word }) => word)).toEqual([
      '2026-03-01/2026-03-07',
      '2026-03-08/2026-03-14',
      '2026-03-15/2026-03-21',
      '2026-03-22/2026-03-28',
      '2026-03-29/2026-03-30',
    ]);
    expect(month.slice(1).every(({ from }, index) => from === month[index]?.to)).toBe(true);
  });

  it('of ten years are still few enough for a chart', () => {
    const years = daySpans(during('2016-03-01T00:00Z', '2026-03-01T00:00Z'), 'UTC');
    expect(years.length).toBeLessThanOrEqual(20);
  });
});
