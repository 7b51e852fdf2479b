import { describe, expect, it } from 'vitest';

import { hasEnded, isPuzzling } from '../../src/calls/call.ts';
import { readRow } from '../../src/revox/to-call.ts';
import { aCall, type ServedCall } from '../support/revox-calls.ts';

function callOf(fields: Partial<ServedCall>) {
  const read = readRow(aCall(fields));
  if (read.kind !== 'call') throw new Error(read.reason);
  return read.call;
}

describe('a word of the reference', () => {
  it.each([
    ['status', { status: 'COMPLETED' }, { status: 'completed' }],
    ['status', { status: 'Errored' }, { status: 'error' }],
    ['status', { status: 'On-Going', ended_at: null }, { status: 'ongoing' }],
    ['result', { result: 'ivr' }, { result: 'IVR' }],
    ['result', { result: 'Voice_Mail' }, { result: 'voicemail' }],
    ['result', { result: 'IOS_SCREENING_FILTER' }, { result: 'ios-screening-filter' }],
    ['dial error', { dial_error: 'NO_ANSWER' }, { dialError: 'no_answer' }],
    ['dial error', { dial_error: 'no-answer' }, { dialError: 'no_answer' }],
    ['dial error', { dial_error: 'Too Many Calls' }, { dialError: 'too_many_calls' }],
    ['dial error', { dial_error: 'numberNonAttributed' }, { dialError: 'number_non_attributed' }],
    ['end reason', { end_reason: 'TOOL-END-CALL' }, { endReason: 'tool_end_call' }],
    ['who ended it', { ended_by: 'Agent' }, { endedBy: 'agent' }],
  ])('is known as %s however it is written: %j', (_, row, call) => {
    expect(callOf(row)).toMatchObject(call);
    // The same row with an unusual id is read by the schema.
    expect(callOf({ ...row, id: 7 as unknown as string })).toMatchObject(call);
  });

  it('that the reference does not have stays as it is', () => {
    expect(callOf({ result: 'Fax_Machine', dial_error: 'SIP-603' })).toMatchObject({
      result: 'Fax_Machine',
      dialError: 'SIP-603',
    });
  });
});

describe('in a state that is new to us, a call', () => {
  const nothing = { ended_at: null, ended_by: null, end_reason: null, dial_error: null, result: null };

  it.each([
    { ended_at: '2026-03-02T10:00:00Z' },
    { ended_by: 'user' },
    { end_reason: 'transfer' },
    { dial_error: 'busy' },
    { result: 'human' },
  ])('is over when its row says so: %j', (sign) => {
    const call = callOf({ status: 'wrapped_up', ...nothing, ...sign });
    expect([hasEnded(call), isPuzzling(call)]).toEqual([true, false]);
  });

  it('is neither open nor over when nothing says so', () => {
    const call = callOf({ status: 'wrapped_up', ...nothing });
    expect([hasEnded(call), isPuzzling(call)]).toEqual([false, true]);
  });

  it('is not over while it is known to go on, whatever was found out so far', () => {
    expect(hasEnded(callOf({ status: 'ongoing', ...nothing, result: 'human' }))).toBe(false);
  });
});
