import { describe, expect, test } from 'vitest';

import type { Finding } from '../../src/outbox/posting.ts';
import { notShownForMs, type ReadBack, readBack, windowOf } from '../../src/outbox/read-back.ts';

const limited = { reason: 'rate-limited', afterMs: 2_000, needsPerson: false };
const failing = { ...limited, reason: 'http_500', afterMs: null };
const noScope = { reason: 'missing_scope', afterMs: null, needsPerson: true };

test.for<[string, Omit<Finding, 'cursor'>, { attempt: number; reason: string | null }, ReadBack]>([
  [
    'found',
    { found: ['1.1'], unread: null },
    { attempt: 1, reason: null },
    { kind: 'posted', ts: '1.1', copies: 1 },
  ],
  [
    'found, with a part unread',
    { found: ['1.1'], unread: limited },
    { attempt: 1, reason: null },
    { kind: 'posted', ts: '1.1', copies: 1 },
  ],
  [
    'found twice',
    { found: ['1.1', '2.2'], unread: null },
    { attempt: 1, reason: null },
    { kind: 'posted', ts: '1.1', copies: 2 },
  ],
  [
    'found after an odd answer',
    { found: ['1.1'], unread: null },
    { attempt: 1, reason: 'answered-oddly' },
    { kind: 'posted', ts: '1.1', copies: 1 },
  ],
  [
    'nowhere in all of the time',
    { found: [], unread: null },
    { attempt: 1, reason: 'x' },
    { kind: 'absent' },
  ],
  [
    'nowhere, although Slack said ok',
    { found: [], unread: null },
    { attempt: 1, reason: 'answered-oddly' },
    { kind: 'missing' },
  ],
  [
    'not found, with a part unread',
    { found: [], unread: limited },
    { attempt: 1, reason: null },
    { kind: 'look-again', afterMs: 2_000, reason: 'rate-limited', cursor: null, isInVain: false },
  ],
  [
    'held up by a rate limit for the hundredth time',
    { found: [], unread: limited },
    { attempt: 100, reason: null },
    { kind: 'look-again', afterMs: 2_000, reason: 'rate-limited', cursor: null, isInVain: false },
  ],
  [
    'unread for the last time',
    { found: [], unread: failing },
    { attempt: 12, reason: null },
    { kind: 'unreadable', reason: 'http_500' },
  ],
  [
    'without permission, which may be given at any moment',
    { found: [], unread: noScope },
    { attempt: 2, reason: null },
    { kind: 'look-again', afterMs: 8_000, reason: 'missing_scope', cursor: null, isInVain: true },
  ],
  [
    'without permission for the last time',
    { found: [], unread: noScope },
    { attempt: 3, reason: null },
    { kind: 'unreadable', reason: 'missing_scope' },
  ],
  [
    'in a thread that is gone',
    { found: [], unread: { reason: 'thread_not_found', afterMs: null, needsPerson: false } },
    { attempt: 1, reason: null },
    { kind: 'pointless' },
  ],
])('%s', ([, finding, doubt, expected]) => {
  expect(readBack({ ...finding, cursor: null }, { ...doubt, cursor: null }, 0)).toEqual(expected);
});

test('a look-up that read some pages is no try in vain, however often it was tried, and goes on from there', () => {
  const doubt = { attempt: 12, reason: null, cursor: 'page 3' };
  expect(readBack({ found: [], unread: limited, cursor: 'page 4' }, doubt, 1)).toEqual({
    kind: 'look-again',
    afterMs: 2_000,
    reason: 'rate-limited',
    cursor: 'page 4',
    isInVain: false,
  });
  expect(readBack({ found: [], unread: failing, cursor: 'page 3' }, doubt, 0).kind).toBe('unreadable');
});

test('the window is that of the attempt, wide enough for a clock of Slack that is half a minute off', () => {
  expect(windowOf({ attemptedAt: 1_000_000, attemptEndedAt: 1_010_000 }, 0)).toEqual({
    from: 1_000_000 - 35_000,
    until: 1_010_000 + 47_000,
  });
});

test('a clock that was set back during the attempt leaves the whole of it in the window', () => {
  expect(windowOf({ attemptedAt: 1_000_000, attemptEndedAt: 400_000 }, 0)).toEqual({
    from: 400_000 - 35_000,
    until: 1_000_000 + 47_000,
  });
});

describe('what Slack accepted is surely shown, by its own clock,', () => {
  const grace = { reachMs: 20_000, graceMs: 12_000 };
  const claimed = 1_000_000;
  test.for<
    [string, { attemptedAt: number; attemptEndedAt: number }, leapMs: number, sinceMs: number, number]
  >([
    [
      'at once where no clock was set',
      { attemptedAt: claimed, attemptEndedAt: claimed + 1_000 },
      0,
      2_000,
      0,
    ],
    [
      'a grace after the end of an attempt',
      { attemptedAt: claimed, attemptEndedAt: claimed + 1_000 },
      600_000,
      2_000,
      11_000,
    ],
    [
      'at once where the grace is over',
      { attemptedAt: claimed, attemptEndedAt: claimed + 1_000 },
      600_000,
      13_000,
      0,
    ],
    [
      'a grace after no post can be under way, where the process died',
      { attemptedAt: claimed, attemptEndedAt: claimed + 60_000 },
      600_000,
      2_000,
      30_000,
    ],
    [
      'as soon where the clock leapt during the attempt',
      { attemptedAt: claimed, attemptEndedAt: claimed + 601_000 },
      600_000,
      2_000,
      30_000,
    ],
    [
      'as soon where it was put back during the attempt',
      { attemptedAt: claimed, attemptEndedAt: claimed - 599_000 },
      600_000,
      2_000,
      30_000,
    ],
  ])('%s', ([, attempt, leapMs, sinceMs, expected]) => {
    const now = claimed + sinceMs + leapMs;
    expect(notShownForMs(attempt, 0, { ...grace, now, reading: { at: now, aheadMs: -leapMs } })).toBe(
      expected,
    );
  });
});
