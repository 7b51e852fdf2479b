import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatFilter, parseFilter } from '../../../src/calls/filter.ts';
import type { Period } from '../../../src/calls/stats.ts';
import { inWholeDays, periodBefore, periodOf, withoutPeriod } from '../../../src/calls/time/period.ts';

const timezone = 'Europe/Paris';
/** Tuesday 31 March 2026, 14:35 in Paris, two days after its clocks went forward. */
const now = Date.parse('2026-03-31T12:35:00Z');
const context = { now, timezone };

function period(text: string): Period {
  return periodOf(parseFilter(text, context).filter, context);
}

const iso = ({ from, to }: Period) => [from, to].map((at) => new Date(at).toISOString().slice(0, 16));

describe('the period of a filter', () => {
  // filter → from, to; then the period before it
  const periods: [string, [string, string], [string, string]][] = [
    ['', ['2026-03-24T12:35', '2026-03-31T12:35'], ['2026-03-17T12:35', '2026-03-24T12:35']],
    ['since:24h', ['2026-03-30T12:35', '2026-03-31T12:35'], ['2026-03-29T12:35', '2026-03-30T12:35']],
    ['today', ['2026-03-30T22:00', '2026-03-31T12:35'], ['2026-03-29T22:00', '2026-03-30T12:35']],
    ['yesterday', ['2026-03-29T22:00', '2026-03-30T22:00'], ['2026-03-28T23:00', '2026-03-29T22:00']],
    ['2026-03-29', ['2026-03-28T23:00', '2026-03-29T22:00'], ['2026-03-27T23:00', '2026-03-28T23:00']],
    ['today yesterday', ['2026-03-29T22:00', '2026-03-31T12:35'], ['2026-03-27T23:00', '2026-03-29T12:35']],
    [
      'since:2026-03-02 until:2026-03-08',
      ['2026-03-01T23:00', '2026-03-08T23:00'],
      ['2026-02-22T23:00', '2026-03-01T23:00'],
    ],
    ['until:24h', ['2026-03-23T12:35', '2026-03-30T12:35'], ['2026-03-16T12:35', '2026-03-23T12:35']],
    ['today since:09:00', ['2026-03-31T07:00', '2026-03-31T12:35'], ['2026-03-31T01:25', '2026-03-31T07:00']],
    ['-today', ['2026-03-24T12:35', '2026-03-31T12:35'], ['2026-03-17T12:35', '2026-03-24T12:35']],
    ['2026-04-05', ['2026-04-04T22:00', '2026-04-04T22:00'], ['2026-04-04T22:00', '2026-04-04T22:00']],
  ];
  it.each(periods)('%j is %j, and before it was %j', (text, current, before) => {
    expect(iso(period(text))).toEqual(current);
    expect(iso(periodBefore(period(text), timezone))).toEqual(before);
  });

  it('this week or month so far is put beside the same days of the one before', () => {
    const unitBackOf = (text: string, unitBack: 'week' | 'month') =>
      iso(periodBefore(period(text), timezone, unitBack));
    expect(unitBackOf('this-week', 'week')).toEqual(['2026-03-22T23:00', '2026-03-24T13:35']);
    // February is over sooner than 31 March.
    expect(unitBackOf('this-month', 'month')).toEqual(['2026-01-31T23:00', '2026-02-28T23:00']);
  });

  // filter → the same in days of the calendar, and the period of that
  const whole: [string, string, [string, string]][] = [
    ['', 'since:2026-03-25', ['2026-03-24T23:00', '2026-03-31T12:35']],
    ['human 7d', 'human since:2026-03-25', ['2026-03-24T23:00', '2026-03-31T12:35']],
    ['since:2d', 'since:2026-03-30', ['2026-03-29T22:00', '2026-03-31T12:35']],
    ['since:30d until:7d', 'since:2026-03-02 until:2026-03-24', ['2026-03-01T23:00', '2026-03-24T23:00']],
    ['until:24h', 'until:24h since:2026-03-24', ['2026-03-23T23:00', '2026-03-30T12:35']],
    ['24h', 'since:24h', ['2026-03-30T12:35', '2026-03-31T12:35']],
    ['yesterday', 'yesterday', ['2026-03-29T22:00', '2026-03-30T22:00']],
    ['-7d', '-since:7d since:2026-03-25', ['2026-03-24T23:00', '2026-03-31T12:35']],
  ];
  it.each(whole)('%j in whole days is %j', (text, words, counted) => {
    const filter = inWholeDays(parseFilter(text, context).filter, context);
    expect(formatFilter(filter)).toBe(words);
    expect(iso(periodOf(filter, context))).toEqual(counted);
  });

  it('is taken out of the filter without anything else', () => {
    const { filter } = parseFilter('human 7d until:2h -today busy', context);
    expect(withoutPeriod(filter)).toEqual(parseFilter('human busy -today', context).filter);
  });

  it('before another one ends where that begins, or at the same time of day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (hours) => {
        const current = period(`since:${hours}h`);
        const before = periodBefore(current, timezone);
        expect(before.from).toBeLessThan(before.to);
        expect(before.to).toBeLessThanOrEqual(current.from);
      }),
    );
  });
});
