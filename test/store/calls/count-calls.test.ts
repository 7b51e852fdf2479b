import fc from 'fast-check';
import { expect, it } from 'vitest';

import { matches, parseFilter } from '../../../src/calls/filter.ts';
import { currentAnchor } from '../../../src/store/calls/call-lists.ts';
import { countCalls } from '../../../src/store/calls/count-calls.ts';
import { anyEndedCall, anyFilter, contextOnShortDay } from '../../support/arbitrary-filter.ts';
import { describeStores } from '../../support/database.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const context = contextOnShortDay;

describeStores('how many calls a list has', (open) => {
  it('is all that match, and none that came after it was opened', async () => {
    await using store = await open();
    const [calls, later] = [31, 32].map((seed) => fc.sample(anyEndedCall, { numRuns: 150, seed })) as [
      [],
      [],
    ];
    await storeCalls(store.db, calls);
    const anchor = await currentAnchor(store.db);
    await storeCalls(store.db, later);
    await fc.assert(
      fc.asyncProperty(anyFilter, async (filter) => {
        const count = calls.filter((call) => matches(filter, call, context)).length;
        expect(await countCalls(store.db, { filter, context, anchor })).toEqual({ count, isMore: false });
      }),
      { numRuns: 40 },
    );
  });

  it('is exact however many there are, where words are of outcomes, times and call-backs alone', async () => {
    await using store = await open();
    const call = fc.sample(anyEndedCall, { numRuns: 1, seed: 1 })[0];
    await storeCalls(store.db, [{ ...call, id: 'call-1', result: 'human' } as never]);
    await store.db.updateTable('tallies').set({ calls: 1_234_567, call_backs: 89_000 }).execute();
    const count = async (words: string) => {
      const { filter } = parseFilter(words, context);
      return countCalls(store.db, { filter, context, anchor: 1 });
    };
    expect(await count('human')).toEqual({ count: 1_234_567, isMore: false });
    expect(await count('human callback')).toEqual({ count: 89_000, isMore: false });
    expect(await count('human -callback')).toMatchObject({ isMore: false });
    expect((await count('human longer:1s')).count).toBeLessThan(2);
  });
});
