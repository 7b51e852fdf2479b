import { describe, expect, it } from 'vitest';

import { parseFilter } from '../../../src/calls/filter.ts';
import { searchedSpan } from '../../../src/slack/calls/searched-span.ts';
import { mondayNoon } from '../../support/sample-calls.ts';

const hour = 3_600_000;
const midnight = mondayNoon - 12 * hour;
const stored = mondayNoon - 72 * hour;

describe('what a list says it searched', () => {
  // filter → from, until
  const spans: [string, number, number | null][] = [
    ['', stored, null],
    ['errored', stored, null],
    ['since:24h', mondayNoon - 24 * hour, null],
    ['today', midnight, midnight + 24 * hour],
    ['yesterday', midnight - 24 * hour, midnight],
    ['until:2h', stored, mondayNoon - 2 * hour],
    ['today yesterday', midnight - 24 * hour, midnight + 24 * hour],
    // What is older than everything stored was not searched.
    ['30d', stored, null],
    ['-today', stored, null],
  ];
  it.each(spans)('%s', (typed, searchedFrom, searchedUntil) => {
    const context = { now: mondayNoon, timezone: 'UTC' };
    const { filter, problems } = parseFilter(typed, context);
    expect(problems).toEqual([]);
    expect(searchedSpan(filter, context, stored)).toEqual({ searchedFrom, searchedUntil });
  });

  it('is nothing while nothing is stored', () => {
    const context = { now: mondayNoon, timezone: 'UTC' };
    const { filter } = parseFilter('today', context);
    expect(searchedSpan(filter, context, null)).toEqual({ searchedFrom: null, searchedUntil: null });
  });
});
