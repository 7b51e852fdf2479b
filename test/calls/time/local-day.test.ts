import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  dayAfter,
  instantOfLocalTime,
  localDate,
  localDayBounds,
  localTime,
} from '../../../src/calls/time/local-day.ts';

const hours = (bounds: { from: number; to: number }) => (bounds.to - bounds.from) / 3_600_000;
const iso = (instant: number) => new Date(instant).toISOString();

describe('a local day', () => {
  it.each([
    // An ordinary day.
    ['Europe/Paris', '2026-01-15', '2026-01-14T23:00:00.000Z', 24],
    // Clocks go forward at 02:00, and back at 03:00.
    ['Europe/Paris', '2026-03-29', '2026-03-28T23:00:00.000Z', 23],
    ['Europe/Paris', '2026-10-25', '2026-10-24T22:00:00.000Z', 25],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z', 23],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z', 25],
    // There is no midnight: the day begins at 01:00.
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z', 23],
    // 23:00 to midnight comes twice, at the end of the day.
    ['Africa/Cairo', '2026-10-29', '2026-10-28T21:00:00.000Z', 25],
    // Half an hour only.
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00.000Z', 24.5],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00.000Z', 23.5],
    // The farthest from Greenwich on both sides.
    ['Pacific/Kiritimati', '2026-07-01', '2026-06-30T10:00:00.000Z', 24],
    ['Pacific/Niue', '2026-07-01', '2026-07-01T11:00:00.000Z', 24],
    // Samoa went from one side of the date line to the other and had no such day.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', 0],
    ['UTC', '2026-12-31', '2026-12-31T00:00:00.000Z', 24],
  ])('in %s on %s begins at %s and has %d hours', (timezone, date, from, length) => {
    const bounds = localDayBounds(date, timezone);
    expect(iso(bounds.from)).toBe(from);
    expect(hours(bounds)).toBe(length);
  });

  it('holds exactly the instants of its date, everywhere', () => {
    const zones = [
      'Europe/Paris',
      'America/New_York',
      'Africa/Cairo',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    ];
    const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2029, 0, 1) });
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, timezone) => {
        const { from, to } = localDayBounds(localDate(instant, timezone), timezone);
        expect(from).toBeLessThanOrEqual(instant);
        expect(instant).toBeLessThan(to);
        expect(localDate(from - 1, timezone)).not.toBe(localDate(from, timezone));
        expect(localDate(to - 1, timezone)).not.toBe(localDate(to, timezone));
      }),
    );
  });
});

describe('days before and after', () => {
  it.each([
    ['2026-03-01', -1, '2026-02-28'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
  ])('%s and %d days is %s', (date, days, expected) => {
    expect(dayAfter(date, days)).toBe(expected);
  });
});

describe('a local time', () => {
  it.each([
    ['2026-07-01', '09:30', 'Europe/Paris', '2026-07-01T07:30:00.000Z', '09:30'],
    ['2026-07-01', '09:30:15', 'UTC', '2026-07-01T09:30:15.000Z', '09:30'],
    // The clocks jump from 02:00 to 03:00, so 02:30 is read as 03:30.
    ['2026-03-29', '02:30', 'Europe/Paris', '2026-03-29T01:30:00.000Z', '03:30'],
    // 02:30 comes twice: the first one.
    ['2026-10-25', '02:30', 'Europe/Paris', '2026-10-25T00:30:00.000Z', '02:30'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', '01:30'],
  ])('%s %s in %s is %s, when the clocks show %s', (date, time, timezone, expected, shown) => {
    const instant = instantOfLocalTime(date, time, timezone);
    expect(iso(instant)).toBe(expected);
    expect(localTime(instant, timezone)).toBe(shown);
  });
});
