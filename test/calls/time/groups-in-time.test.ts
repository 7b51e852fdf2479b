import { describe, expect, it } from 'vitest';

import { groupByDay, groupByHour, type Slice } from '../../../src/calls/time/groups-in-time.ts';

const at = (iso: string): Slice => ({ at: Date.parse(iso), calls: 1, answered: 1, failed: 0 });

/** `09 2` for two calls in the hour from nine. */
const short = (groups: { word: string; calls: number }[]) =>
  groups.map(({ word, calls }) => `${word} ${calls}`);

const paris = 'Europe/Paris';
const days = (first: string, last: string) => ({ from: Date.parse(first), to: Date.parse(last) });

describe('calls by hour', () => {
  it('are of the hour on the clock there, on any day, with the hours without calls between', () => {
    const slices = [at('2026-03-10T08:00Z'), at('2026-03-10T10:45Z'), at('2026-03-11T08:15Z')];
    expect(short(groupByHour(slices, paris))).toEqual(['09 2', '10 0', '11 1']);
  });

  it('of half an hour more than others are in their own hours', () => {
    expect(short(groupByHour([at('2026-03-10T03:15Z'), at('2026-03-10T03:30Z')], 'Asia/Kolkata'))).toEqual([
      '08 1',
      '09 1',
    ]);
  });

  it('when clocks go back are in the hour that comes twice', () => {
    expect(short(groupByHour([at('2026-10-25T00:30Z'), at('2026-10-25T01:30Z')], paris))).toEqual(['02 2']);
  });

  it('are none where there is none', () => {
    expect(groupByHour([], paris)).toEqual([]);
  });
});

describe('calls by day', () => {
  it('are of the local day, whether it has 23, 24 or 25 hours', () => {
    const slices = [
      at('2026-03-28T22:45Z'),
      at('2026-03-28T23:00Z'),
      at('2026-03-29T21:45Z'),
      at('2026-03-29T22:00Z'),
    ];
    const period = days('2026-03-28T12:00Z', '2026-03-30T12:00Z');
    expect(short(groupByDay(slices, period, paris))).toEqual([
      '2026-03-28 1',
      '2026-03-29 2',
      '2026-03-30 1',
    ]);
  });

  it('are there on days without any, and on no day after the last', () => {
    const period = days('2026-03-09T23:00Z', '2026-03-11T23:00Z');
    expect(short(groupByDay([], period, paris))).toEqual(['2026-03-10 0', '2026-03-11 0']);
  });

  it('of more days than one looks at are of several days each', () => {
    const month = groupByDay(
      [at('2026-03-30T12:00Z')],
      days('2026-03-01T00:00Z', '2026-03-31T00:00Z'),
      'UTC',
    );
    expect(short(month)).toEqual([
      '2026-03-01/2026-03-07 0',
      '2026-03-08/2026-03-14 0',
      '2026-03-15/2026-03-21 0',
      '2026-03-22/2026-03-28 0',
      '2026-03-29/2026-03-30 1',
    ]);
  });

  it('of ten years are still few enough for a chart', () => {
    expect(groupByDay([], days('2016-03-01T00:00Z', '2026-03-01T00:00Z'), 'UTC').length).toBeLessThanOrEqual(
      20,
    );
  });
});
