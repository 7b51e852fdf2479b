import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseFilter } from '../../../src/calls/filter.ts';
import type { Period } from '../../../src/calls/stats.ts';
import { periodBefore, periodOf, withoutPeriod } from '../../../src/calls/time/period.ts';

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
