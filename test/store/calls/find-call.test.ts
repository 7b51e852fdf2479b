import { expect, it } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import { findCall, findCallById } from '../../../src/store/calls/find-call.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const first = sampleCall({ id: 'a1b2c3d4-0001', phoneNumber: '+33199001234', endedAt: mondayNoon });
const second = sampleCall({ id: 'a1b2c3d4-0002', phoneNumber: '+33199001234', endedAt: mondayNoon + 1 });
const third = sampleCall({ id: 'A1B2C3D4-0003', phoneNumber: '+12025550199', endedAt: mondayNoon + 2 });

/** What is found: ids, newest first. */
async function found(db: Database, typed: string): Promise<string[]> {
  const result = await findCall(db, typed, { now: 0, timezone: 'UTC' });
  if (result.kind === 'none') return [];
  return result.kind === 'one' ? [result.call.id] : result.calls.map((call) => call.id);
}

describeStores('finding a call', (open) => {
  it.each([
    // By the whole id.
    ['a1b2c3d4-0001', [first.id]],
    [' a1b2c3d4-0001 ', [first.id]],
    // By six or more characters of its beginning, in their case.
    ['a1b2c3d4', [second.id, first.id]],
    ['A1B2C3', [third.id]],
    ['a1b2', []],
    ['b2c3d4-0001', []],
    ['a1b2c3%', []],
    // By the number, or its last four or more digits.
    ['0199', [third.id]],
    ['1234', [second.id, first.id]],
    ['+33 1 99 00 12 34', [second.id, first.id]],
    ['<tel:+12025550199|+1 202-555-0199>', [third.id]],
    ['234', []],
    // A country is not a number, and a filter is not a call.
    ['+33', []],
    ['human', []],
    ['-1234', []],
    ['', []],
  ])('by “%s” finds %j', async (typed, ids) => {
    await using store = await open();
    await storeCalls(store.db, [first, second, third]);
    expect(await found(store.db, typed)).toEqual(ids);
  });

  it('gives the call whole', async () => {
    const call: DetailedCall = sampleCall({
      recordingUrl: 'https://example.com/recording',
      structuredOutput: { interest_level: 'maybe', score: 3 },
      transcript: [
        { role: 'user', content: 'Allô ?', toolName: null, toolArguments: null, toolIsError: false },
      ],
      unknownFields: { order: 'order-1' },
    });
    await using store = await open();
    await storeCalls(store.db, [call]);
    expect(await findCallById(store.db, call.id)).toStrictEqual(call);
  });

  it('gives a call of which nothing more is stored with nothing more', async () => {
    await using store = await open();
    await storeCalls(store.db, [first]);
    await store.db.deleteFrom('call_details').execute();
    expect(await findCallById(store.db, first.id)).toStrictEqual(first);
  });
});
