import { describe, expect, it } from 'vitest';

import type { Quiet } from '../../../src/calls/options/quiet.ts';
import { quietUntil } from '../../../src/calls/time/quiet-hours.ts';

const nights: Quiet = { hours: { from: '19:00', to: '08:00' }, weekends: false };
const nightsAndWeekends: Quiet = { ...nights, weekends: true };
const at = (text: string) => Date.parse(text);
const iso = (instant: number | null) => instant && new Date(instant).toISOString().slice(0, 16);

describe('quiet in Paris', () => {
  // when → until when, in UTC. Paris is an hour ahead in winter and two in summer; 2026-03-06 is a Friday.
  const cases: [string, Quiet, string | null][] = [
    ['2026-03-03T12:00Z', nights, null],
    ['2026-03-03T17:59Z', nights, null],
    ['2026-03-03T18:00Z', nights, '2026-03-04T07:00'],
    ['2026-03-04T02:00Z', nights, '2026-03-04T07:00'],
    ['2026-03-04T06:59Z', nights, '2026-03-04T07:00'],
    ['2026-03-04T07:00Z', nights, null],
    // A weekend joins the nights around it: from Friday evening to Monday morning.
    ['2026-03-06T18:00Z', nightsAndWeekends, '2026-03-09T07:00'],
    ['2026-03-07T12:00Z', nightsAndWeekends, '2026-03-09T07:00'],
    ['2026-03-09T06:00Z', nightsAndWeekends, '2026-03-09T07:00'],
    ['2026-03-07T12:00Z', nights, null],
    // Weekends alone end at midnight there.
    ['2026-03-07T12:00Z', { hours: null, weekends: true }, '2026-03-08T23:00'],
    ['2026-03-06T22:59Z', { hours: null, weekends: true }, null],
    // A quiet lunch.
    ['2026-03-04T12:00Z', { hours: { from: '12:30', to: '13:30' }, weekends: false }, '2026-03-04T12:30'],
    // The night before summer time is an hour shorter, that before winter time an hour longer.
    ['2026-03-28T18:00Z', nights, '2026-03-29T06:00'],
    ['2026-10-24T18:00Z', nights, '2026-10-25T07:00'],
    // An end that the clocks jump over: as much later.
    ['2026-03-29T00:30Z', { hours: { from: '23:00', to: '02:30' }, weekends: false }, '2026-03-29T01:30'],
    // An hour that comes twice: quiet until it shows its end for the first time, and not again.
    ['2026-10-25T00:10Z', { hours: { from: '23:00', to: '02:30' }, weekends: false }, '2026-10-25T00:30'],
    ['2026-10-25T01:10Z', { hours: { from: '23:00', to: '02:30' }, weekends: false }, null],
  ];
  it.each(cases)('%s', (when, quiet, until) => {
    expect(iso(quietUntil(quiet, 'Europe/Paris', at(when)))).toBe(until);
  });
});
