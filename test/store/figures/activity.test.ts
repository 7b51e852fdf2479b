import { expect, it } from 'vitest';

import { activityOf, countIn, lastEnd } from '../../../src/calls/incidents/activity.ts';
import { beginningsBetween, slicesBetween } from '../../../src/store/figures/activity.ts';
import { hoursOf } from '../../calls/incidents/hours-of.ts';
import { describeStores, openSqlite } from '../../support/database.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';
import { explained, queriesOf } from '../plans.ts';

const minute = 60_000;
const at = (minutes: number, call = sampleCall()) => ({
  ...call,
  id: `${minutes}-${call.dialError}`,
  endedAt: mondayNoon + minutes * minute,
});

describeStores('what ended in each five minutes', (open) => {
  it('is counted by how it ended, within a time', async () => {
    await using store = await open();
    const calls = [at(-1), at(0), at(4, sampleCall({ result: 'voicemail' })), at(5), at(12)];
    const failed = [at(6, failedCall('too_many_calls')), at(7, failedCall('busy')), at(20)];
    await storeCalls(store.db, [...calls, ...failed]);
    const slices = await slicesBetween(store.db, mondayNoon, mondayNoon + 20 * minute);
    const none = { too_many_calls: 0, no_international_permission: 0, precondition_failed: 0 };
    expect(slices).toEqual([
      { at: mondayNoon, calls: 2, answered: 1, errors: none },
      { at: mondayNoon + 5 * minute, calls: 3, answered: 1, errors: { ...none, too_many_calls: 1 } },
      { at: mondayNoon + 10 * minute, calls: 1, answered: 1, errors: none },
    ]);
  });
});

describeStores('when calls began that ended within a time', (open) => {
  it('is counted by minute and country, where both are known', async () => {
    await using store = await open();
    const began = (id: string, startedAt: number | null, phoneNumber: string | null, endedAt = mondayNoon) =>
      sampleCall({ id, startedAt, phoneNumber, endedAt });
    await storeCalls(store.db, [
      began('a', mondayNoon - 90_000, '+33199001234'),
      began('b', mondayNoon - 61_000, '+33199004321'),
      began('c', mondayNoon - 90_000, '+12025550143'),
      began('d', mondayNoon - 60_000, '+33199001234'),
      began('hidden', mondayNoon - 60_000, null),
      began('address', mondayNoon - 60_000, 'sip:anna@pbx.example'),
      began('unbegun', null, '+33199001234'),
      began('ended-before', mondayNoon - 60_000, '+33199001234', mondayNoon - 1),
      began('ended-after', mondayNoon - 60_000, '+33199001234', mondayNoon + 60_000),
    ]);
    expect(await beginningsBetween(store.db, mondayNoon, mondayNoon + 60_000)).toEqual([
      { at: mondayNoon - 120_000, country: 'FR', calls: 2 },
      { at: mondayNoon - 120_000, country: 'US', calls: 1 },
      { at: mondayNoon - 60_000, country: 'FR', calls: 1 },
    ]);
  });
});

it.each([
  ['what ended', slicesBetween],
  ['what began', beginningsBetween],
] as const)('%s is read along the index of ends, however many calls there are', async (_, count) => {
  await using store = await openSqlite();
  const queries = await queriesOf(store.db, (db) => count(db, 0, mondayNoon));
  const [step] = await explained<{ detail: string }>(store.db, 'explain query plan', queries[0] as never);
  expect(step?.detail).toMatch(/^SEARCH calls USING INDEX calls_by_end \(ended_at>\? AND ended_at<\?\)/);
});

it('sums are of the slices that a time touches, and nothing is known beyond', () => {
  const slices = [0, 5, 10].map((minutes) => ({
    at: mondayNoon + minutes * minute,
    calls: 3,
    answered: 1,
    errors: { too_many_calls: 1 },
  }));
  const activity = activityOf(hoursOf(slices), mondayNoon - 60 * minute, mondayNoon + 30 * minute);
  const count = (what: string, from: number, to: number) =>
    countIn(activity, what, mondayNoon + from * minute, mondayNoon + to * minute);

  expect([count('calls', 0, 10), count('calls', 1, 6), count('calls', -999, 999)]).toEqual([6, 6, 9]);
  expect([count('reached', 0, 5), count('answered', 0, 15), count('busy', 0, 15)]).toEqual([2, 3, 0]);
  expect(activity.knownSince).toBe(mondayNoon);
  expect(lastEnd(activity, mondayNoon + 25 * minute, mondayNoon)).toBe(mondayNoon + 15 * minute);
  expect(lastEnd(activity, mondayNoon - minute, mondayNoon - 60 * minute)).toBeNull();
});
