import { describe, expect, it, test } from 'vitest';

import { type DetailedCall, hasEnded } from '../../src/calls/call.ts';
import { isNews, type KnownCall, withEnd } from '../../src/calls/ending.ts';
import { mondayNoon, sampleCall } from '../support/sample-calls.ts';

const firstStartAt = mondayNoon - 1_000;
const time = { now: mondayNoon, firstStartAt, importing: false };
const whileImporting = { ...time, importing: true };
const open: Partial<DetailedCall> = { status: 'ringing', result: null, endedAt: null };

function known(different: Partial<DetailedCall>, isOver: boolean): KnownCall {
  const { status, result, dialError, answeredAt, endedAt, endReason, endedBy } = sampleCall(different);
  return { isOver, ending: { status, result, dialError, answeredAt, endedAt, endReason, endedBy } };
}

describe('the end of a call is news', () => {
  const untimed = { endedAt: null, answeredAt: null };
  const cases: [string, Partial<DetailedCall>, KnownCall | null, typeof time, boolean][] = [
    ['if it came after the first start', { endedAt: firstStartAt }, null, time, true],
    ['not if it came before', { endedAt: firstStartAt - 1 }, null, time, false],
    ['if the call was seen open, whenever it ended', { endedAt: 0 }, known(open, false), time, true],
    ['if it has no time and no history is read', untimed, null, time, true],
    [
      'not if it has no time while history is read',
      { ...untimed, startedAt: null },
      null,
      whileImporting,
      false,
    ],
    [
      'if the call began after the first start',
      { ...untimed, startedAt: mondayNoon },
      null,
      whileImporting,
      true,
    ],
    ['not if it began by then', { ...untimed, startedAt: firstStartAt }, null, whileImporting, false],
  ];
  test.each(cases)('%s', (_, different, before, when, expected) => {
    expect(isNews(sampleCall(different), before, when)).toBe(expected);
  });
});

describe('a call has the end', () => {
  const untimed = { endedAt: null, startedAt: 5, answeredAt: null };
  const cases: [string, Partial<DetailedCall>, KnownCall | null, typeof time, number | null][] = [
    ['that Revox gives', { endedAt: 7 }, known({ endedAt: 6 }, true), time, 7],
    ['that is stored, where Revox gives none', untimed, known({ endedAt: 6 }, true), time, 6],
    ['at which it was seen, where nobody gives one', untimed, null, time, mondayNoon],
    ['at its start, if it is history', untimed, null, whileImporting, 5],
    [
      'at the first start, if history tells no time',
      { ...untimed, startedAt: null },
      null,
      whileImporting,
      firstStartAt,
    ],
    ['that is none, while it is open', { ...open, endedAt: 7 }, known(open, false), time, null],
  ];
  test.each(cases)('%s', (_, different, before, when, endedAt) => {
    expect(withEnd(sampleCall(different), before, when).endedAt).toBe(endedAt);
  });

  it('and how it ended, though Revox says it is open again', () => {
    const call = withEnd(sampleCall(open), known({ endedAt: 6, endReason: 'hangup' }, true), time);
    expect(hasEnded(call)).toBe(true);
    expect(call).toMatchObject({ endedAt: 6, endReason: 'hangup', result: sampleCall().result });
  });
});
