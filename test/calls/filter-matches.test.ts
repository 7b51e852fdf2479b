import { describe, expect, it } from 'vitest';

import type { DetailedCall } from '../../src/calls/call.ts';
import { matches, parseFilter } from '../../src/calls/filter.ts';
import { failedCall, sampleCall } from '../support/sample-calls.ts';

const timezone = 'Europe/Paris';
const noon = Date.UTC(2026, 2, 2, 11);
const context = { now: noon, timezone };

const keeps = (words: string, call: DetailedCall) =>
  matches(parseFilter(words, context).filter, call, context);
const endedAt = (instant: string) => sampleCall({ endedAt: Date.parse(instant) });

const human = sampleCall({ endedAt: noon, endedBy: 'user', endReason: 'tool_end_call' });
const voicemail = sampleCall({ result: 'voicemail', endedAt: noon });
const busy = failedCall('busy', { endedAt: noon });
const tooMany = failedCall('too_many_calls', { endedAt: noon });
const unexplained = sampleCall({
  status: 'error',
  result: null,
  endedBy: null,
  endReason: null,
  endedAt: noon,
});

describe('a filter keeps', () => {
  it.each<[string, DetailedCall, boolean]>([
    ['', human, true],
    // Outcome words widen the choice.
    ['human voicemail', voicemail, true],
    ['human busy', busy, true],
    ['human busy', tooMany, false],
    ['ours', tooMany, true],
    ['ours', busy, false],
    ['theirs', busy, true],
    // Other words narrow it.
    ['human by:user', human, true],
    ['human by:agent', human, false],
    ['human reason:TOOL_END_CALL', human, true],
    // A call that failed without a dial error is an error still.
    ['errored', unexplained, true],
    ['errored', busy, true],
    ['completed', busy, false],
    ['completed', human, true],
    ['completed', sampleCall({ dialError: 'busy' }), false],
    // A minus leaves out, also calls of which nothing is known.
    ['-busy', busy, false],
    ['-busy', human, true],
    ['-human', unexplained, true],
    ['errored -busy', tooMany, true],
    ['-ours -theirs', tooMany, false],
    ['-reason:transfer', unexplained, true],
  ])('for “%s” the call %# or not', (words, call, kept) => {
    expect(keeps(words, call)).toBe(kept);
  });

  it.each([
    ['+33199001234', true],
    ['1234', true],
    ['01 99 00 12 34', true],
    ['phone:+33', true],
    ['phone:+331990', true],
    ['phone:+44', false],
    ['9900', false],
    ['-1234', false],
  ])('numbers by all or part of their digits: %s', (words, kept) => {
    expect(keeps(words, human)).toBe(kept);
  });

  it.each([
    ['field:objection=price', true],
    ['field:Objection=PRICE', true],
    ['field:objection=time', false],
    ['field:objection=price field:objection=time', true],
    ['field:objection=price field:contacted=true', true],
    ['field:objection=price field:contacted=false', false],
    ['-field:objection=price', false],
    ['-field:email=none', true],
  ])('structured output by its fields: %s', (words, kept) => {
    const call = sampleCall({ structuredOutput: { Objection: 'Price', contacted: true } });
    expect(keeps(words, call)).toBe(kept);
  });

  it.each([
    // The day began at 23:00 UTC.
    ['today', '2026-03-01T23:00:00.000Z', true],
    ['today', '2026-03-01T22:59:59.999Z', false],
    ['yesterday', '2026-03-01T22:59:59.999Z', true],
    ['2026-03-01', '2026-03-01T22:59:59.999Z', true],
    ['since:yesterday', '2026-02-28T23:00:00.000Z', true],
    ['until:yesterday', '2026-03-01T22:59:59.999Z', true],
    ['until:yesterday', '2026-03-01T23:00:00.000Z', false],
    ['today yesterday', '2026-03-01T12:00:00.000Z', true],
    ['since:24h', '2026-03-01T11:00:00.000Z', true],
    ['since:24h', '2026-03-01T10:59:59.999Z', false],
    ['until:24h', '2026-03-01T10:59:59.999Z', true],
    // 09:00 has been today; 23:00 was yesterday.
    ['since:09:00', '2026-03-02T08:00:00.000Z', true],
    ['since:09:00', '2026-03-02T07:59:59.999Z', false],
    ['since:23:00', '2026-03-01T22:00:00.000Z', true],
    ['until:09:00', '2026-03-02T07:59:59.999Z', true],
    ['since:2026-03-02T08:00:00Z', '2026-03-02T08:00:00.000Z', true],
    ['-since:24h', '2026-03-01T10:59:59.999Z', true],
  ])('calls by when they ended: %s of %s', (words, instant, kept) => {
    expect(keeps(words, endedAt(instant))).toBe(kept);
  });

  it('the last 24 hours whenever it is asked', () => {
    const { filter } = parseFilter('since:24h', context);
    expect(matches(filter, human, context)).toBe(true);
    expect(matches(filter, human, { timezone, now: noon + 25 * 3_600_000 })).toBe(false);
  });
});
