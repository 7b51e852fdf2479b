import fc from 'fast-check';
import { expect, it } from 'vitest';

import { matches, parseFilter } from '../../../src/calls/filter.ts';
import { currentAnchor } from '../../../src/store/calls/call-lists.ts';
import { countCalls } from '../../../src/store/calls/count-calls.ts';
import { hideFields } from '../../../src/store/tallies/fields/hide-fields.ts';
import { anyEndedCall, anyFilter, contextOnShortDay } from '../../support/arbitrary-filter.ts';
import { describeStores } from '../../support/database.ts';
import { failedCall, sampleCall } from '../../support/sample-calls.ts';
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

  /** Every half hour one that is hot; after it some that are cold, and two of which hardly anybody says the same. */
  const fielded = Array.from({ length: 60 }, (_, index) => {
    const call = {
      id: `call-${index}`,
      endedAt: context.now - index * 1_800_000,
      structuredOutput: { mood: index < 35 ? 'hot' : index < 58 ? 'cold' : `mood ${index}` },
    };
    return index % 5 === 0
      ? failedCall('busy', call)
      : sampleCall({ ...call, ...(index % 3 && { result: 'IVR' }) });
  });
  const ofOneField = [
    'field:mood=hot',
    'field:mood=hot human',
    'field:mood=hot errored',
    'field:mood=hot field:mood=cold',
    'field:mood=hot since:9h',
    'field:mood=hot -yesterday',
    'extracted:mood',
    'extracted:mood human',
  ];
  const ofMore = [
    'field:mood="mood 59"',
    'field:mood=hot field:mood="mood 59"',
    '-field:mood=hot',
    'field:mood=hot extracted:mood',
    'field:mood=hot human busy',
    'field:mood=hot -human',
    'field:mood=hot longer:1s',
    'extracted:offer',
  ];

  it('is kept where words are of one extracted field, times and whether it was answered', async () => {
    await using store = await open();
    await storeCalls(store.db, fielded.slice(3));
    const anchor = await currentAnchor(store.db);
    await storeCalls(store.db, fielded.slice(0, 3));
    const counts = async (words: string[]) => {
      const found = [];
      for (const text of words) {
        const { filter, problems } = parseFilter(text, context);
        expect(problems).toEqual([]);
        found.push(await countCalls(store.db, { filter, context, anchor }));
      }
      return found;
    };
    const matching = [...ofOneField, ...ofMore].map((text) => {
      const { filter } = parseFilter(text, context);
      return {
        count: fielded.slice(3).filter((call) => matches(filter, call, context)).length,
        isMore: false,
      };
    });
    expect(await counts([...ofOneField, ...ofMore])).toEqual(matching);

    await store.db
      .updateTable('field_tallies')
      .set((it) => ({
        calls: it('calls', '+', 7),
        answered: it('answered', '+', 7),
        failed: it('failed', '+', 7),
      }))
      .execute();
    const changed = (await counts([...ofOneField, ...ofMore])).map(
      ({ count }, index) => count - Number(matching[index]?.count),
    );
    expect(changed.slice(0, ofOneField.length).every((more) => more > 0 && more % 7 === 0)).toBe(true);
    expect(changed.slice(ofOneField.length)).toEqual(ofMore.map(() => 0));

    await hideFields(store.db, ['mood']);
    expect(await counts(ofOneField)).toEqual(matching.slice(0, ofOneField.length));
  });
});
