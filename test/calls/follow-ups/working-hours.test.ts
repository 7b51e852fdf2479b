import { describe, expect, it } from 'vitest';

import {
  endOfNextWorkingDay,
  intoWorkingHours,
  type WorkingHours,
} from '../../../src/calls/follow-ups/working-hours.ts';
import { instantOfLocalTime, localDate, localTime } from '../../../src/calls/time/local-day.ts';

const timezone = 'Europe/Paris';
const usual: WorkingHours = { quiet: null, timezone };
const long: WorkingHours = { quiet: { hours: { from: '20:00', to: '08:00' }, weekends: false }, timezone };
const weekdays: WorkingHours = { quiet: { hours: { from: '19:00', to: '08:00' }, weekends: true }, timezone };
const atWeekends: WorkingHours = { quiet: { hours: null, weekends: true }, timezone };
const atNoon: WorkingHours = { quiet: { hours: { from: '12:00', to: '14:00' }, weekends: false }, timezone };

function moved(at: string, hours: WorkingHours, move: typeof intoWorkingHours): string {
  const [date = '', time = ''] = at.split(' ');
  const to = move(instantOfLocalTime(date, time, timezone), hours);
  return `${localDate(to, timezone)} ${localTime(to, timezone)}`;
}

// 2026-03-06 is a Friday.
describe('a due time moves into working hours', () => {
  it.each([
    ['stays where people work', '2026-03-04 14:00', usual, '2026-03-04 14:00'],
    ['stays at their beginning', '2026-03-04 09:00', usual, '2026-03-04 09:00'],
    ['stays at their end', '2026-03-04 18:00', usual, '2026-03-04 18:00'],
    ['waits for the morning', '2026-03-04 07:30', usual, '2026-03-04 09:00'],
    ['waits over a night', '2026-03-04 18:01', usual, '2026-03-05 09:00'],
    ['waits over a weekend', '2026-03-06 20:00', usual, '2026-03-09 09:00'],
    ['waits on a Saturday', '2026-03-07 10:00', usual, '2026-03-09 09:00'],
    ['goes by quiet hours where some are set', '2026-03-04 19:00', long, '2026-03-04 19:00'],
    ['works at weekends where those are not quiet', '2026-03-07 10:00', long, '2026-03-07 10:00'],
    ['begins as the quiet ends', '2026-03-06 21:00', weekdays, '2026-03-09 08:00'],
    ['has the usual hours where only weekends are quiet', '2026-03-06 19:00', atWeekends, '2026-03-09 09:00'],
    ['waits for the end of a quiet noon', '2026-03-04 12:30', atNoon, '2026-03-04 14:00'],
    // Clocks jump on Sunday 29 March and are put back on Sunday 25 October.
    ['over the night on which clocks jump', '2026-03-28 21:00', long, '2026-03-29 08:00'],
    ['over the weekend on which clocks jump', '2026-03-27 18:30', usual, '2026-03-30 09:00'],
    ['over the night on which clocks are put back', '2026-10-24 21:00', long, '2026-10-25 08:00'],
    ['over the weekend on which clocks are put back', '2026-10-23 18:30', usual, '2026-10-26 09:00'],
  ])('%s: from %s', (_, at, hours, expected) => {
    expect(moved(at, hours, intoWorkingHours)).toBe(expected);
    expect(moved(expected, hours, intoWorkingHours)).toBe(expected);
  });
});

describe('the end of the next working day', () => {
  it.each([
    ['2026-03-04 10:00', usual, '2026-03-05 18:00'],
    ['2026-03-04 23:50', usual, '2026-03-05 18:00'],
    ['2026-03-06 10:00', usual, '2026-03-09 18:00'],
    ['2026-03-07 10:00', usual, '2026-03-09 18:00'],
    ['2026-03-08 10:00', usual, '2026-03-09 18:00'],
    ['2026-03-06 10:00', long, '2026-03-07 20:00'],
    ['2026-03-06 10:00', weekdays, '2026-03-09 19:00'],
    ['2026-03-06 10:00', atWeekends, '2026-03-09 18:00'],
    ['2026-03-06 10:00', atNoon, '2026-03-07 18:00'],
    ['2026-03-27 10:00', usual, '2026-03-30 18:00'],
    ['2026-03-28 10:00', long, '2026-03-29 20:00'],
    ['2026-10-23 10:00', usual, '2026-10-26 18:00'],
    ['2026-10-24 10:00', long, '2026-10-25 20:00'],
  ])('after %s, with hours of row %#', (at, hours, expected) => {
    expect(moved(at, hours, endOfNextWorkingDay)).toBe(expected);
  });
});
