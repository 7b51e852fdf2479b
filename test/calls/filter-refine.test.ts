import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { choose, narrowTo, since, termsOf, within } from '../../src/calls/filter/refine.ts';
import { wider } from '../../src/calls/filter/widen.ts';
import { type Filter, formatFilter, matches, parseFilter } from '../../src/calls/filter.ts';
import { anyFilter } from '../support/arbitrary-filter.ts';
import { mondayNoon, sampleCall } from '../support/sample-calls.ts';

const context = { now: mondayNoon + 60_000, timezone: 'Europe/Paris' };
const filterOf = (text: string): Filter => parseFilter(text, context).filter;
const canonical = (filter: Filter) => formatFilter(filterOf(formatFilter(filter)));

describe('one aspect chosen again', () => {
  // filter, aspect, choice → filter
  const choices: [string, Parameters<typeof choose>[1], Parameters<typeof choose>[2], string][] = [
    ['', 'status', { kind: 'status', value: 'errored' }, 'errored'],
    ['errored today', 'status', null, 'today'],
    ['human voicemail 7d', 'outcome', { kind: 'dial-error', value: 'busy' }, 'busy since:7d'],
    ['ours -busy phone:5678', 'outcome', null, 'phone:5678'],
    ['since:24h until:2h human', 'period', { kind: 'day', value: 'today' }, 'human today'],
    ['field:interest_level=hot 7d', 'period', null, 'field:interest_level=hot'],
  ];
  it.each(choices)('%s, %s', (text, aspect, condition, chosen) => {
    expect(canonical(choose(filterOf(text), aspect, condition))).toBe(chosen);
  });

  test('leaves every other word as it is, whatever the filter', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const left = choose(filter, 'status', null);
        expect(termsOf(left, 'status')).toEqual([]);
        expect(left.terms).toEqual(filter.terms.filter(({ kind }) => kind !== 'status'));
      }),
    );
  });
});

describe('the calls of one line of a report', () => {
  // report, word → filter
  const lines: [string, Parameters<typeof narrowTo>[1], string][] = [
    ['', { kind: 'dial-error', value: 'no_answer' }, 'no_answer'],
    // `ours too_many_calls` would be all of ours
    ['ours', { kind: 'dial-error', value: 'too_many_calls' }, 'too_many_calls'],
    ['human -busy', { kind: 'result', value: 'human' }, 'human -busy'],
    ['errored reason:transfer', { kind: 'reason', value: 'voicemail' }, 'errored reason:voicemail'],
  ];
  it.each(lines)('of “%s”', (text, condition, narrowed) => {
    expect(canonical(narrowTo(filterOf(text), condition))).toBe(narrowed);
  });
});

test('a stretch of time takes the place of what a filter says of time, its end not included', () => {
  const hour = within(filterOf('human today'), mondayNoon - 3_600_000, mondayNoon);
  expect(canonical(hour)).toBe('human since:2026-03-02T11:00:00Z until:2026-03-02T12:00:00Z');
  expect(matches(hour, sampleCall({ endedAt: mondayNoon - 1 }), context)).toBe(true);
  expect(matches(hour, sampleCall({ endedAt: mondayNoon }), context)).toBe(false);
  expect(formatFilter({ terms: [{ ...since(mondayNoon), negated: false }] })).toBe(
    'since:2026-03-02T12:00:00Z',
  );
});

describe('wider filters', () => {
  // filter → nearest first
  const examples: [string, string[]][] = [
    ['', []],
    ['busy', []],
    ['busy 24h', ['busy since:7d', 'busy since:30d', 'busy', 'since:24h']],
    ['busy 2h', ['busy since:24h', 'busy since:7d', 'busy since:30d', 'busy', 'since:2h']],
    ['busy today', ['busy since:7d', 'busy since:30d', 'busy', 'today']],
    ['busy 60d', ['busy', 'since:60d']],
    ['human by:user', ['by:user', 'human']],
    ['yesterday', ['since:7d', 'since:30d', '']],
  ];
  it.each(examples)('of “%s”', (text, widened) => {
    expect(wider(filterOf(text)).map(canonical)).toEqual(widened);
  });
});
