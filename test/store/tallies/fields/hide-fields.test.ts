import { expect, it } from 'vitest';

import type { Database } from '../../../../src/store/engine/database.ts';
import { hideFields } from '../../../../src/store/tallies/fields/hide-fields.ts';
import { recount } from '../../../../src/store/tallies/recount.ts';
import { spotCheck } from '../../../../src/store/tallies/spot-check.ts';
import { describeStores } from '../../../support/database.ts';
import { miscounted } from '../../../support/miscounted.ts';
import { mondayNoon, sampleCall } from '../../../support/sample-calls.ts';
import { storeCalls } from '../../../support/stored-calls.ts';

const calls = Array.from({ length: 25 }, (_, index) =>
  sampleCall({
    id: `call-${index}`,
    endedAt: mondayNoon + index,
    structuredOutput: { 'Home Salary': index % 2 === 0 ? 'high' : `${index}`, mood: 'hot' },
  }),
);

async function countedNames(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('field_values').select('name').distinct().orderBy('name').execute();
  return rows.map(({ name }) => name);
}

describeStores('a hidden field', (open) => {
  it('has no counts, neither of what was stored before nor of what comes', async () => {
    await using store = await open();
    await storeCalls(store.db, calls);
    expect(await countedNames(store.db)).toEqual(['home salary', 'mood']);
    expect(await hideFields(store.db, ['*_salary'])).toEqual({ hidden: ['*_salary'], areWhole: true });
    expect(await countedNames(store.db)).toEqual(['mood']);
    await storeCalls(store.db, [
      sampleCall({ id: 'new', structuredOutput: { home_salary: 'low', mood: 'hot' } }),
    ]);
    expect(await countedNames(store.db)).toEqual(['mood']);
    expect(
      await store.db
        .selectFrom('field_tallies')
        .where('value_id', 'not in', (it) => it.selectFrom('field_values').select('id'))
        .selectAll()
        .execute(),
    ).toEqual([]);
    await recount(store.db);
    expect(await countedNames(store.db)).toEqual(['mood']);
    expect(await spotCheck(store.db, () => 0.5)).toMatchObject({ wrong: [] });
  });

  it('that is hidden no longer has counts once all calls are counted again', async () => {
    await using store = await open();
    await hideFields(store.db, ['mood', 'home salary']);
    await storeCalls(store.db, calls);
    expect(await hideFields(store.db, ['mood'])).toMatchObject({ areWhole: false });
    expect(await hideFields(store.db, [])).toMatchObject({ areWhole: false });
    // What was saved before is not counted, and the doctor has nothing to say of that.
    await storeCalls(store.db, [
      { ...(calls[0] as (typeof calls)[number]), structuredOutput: { mood: 'cold' } },
    ]);
    expect(await spotCheck(store.db, () => 0.5)).toMatchObject({ wrong: [] });
    await recount(store.db);
    expect(await hideFields(store.db, [])).toEqual({ hidden: [], areWhole: true });
    expect(await miscounted(store.db)).toEqual([]);
  });

  it('needs no other count where nothing is stored yet', async () => {
    await using store = await open();
    await hideFields(store.db, ['mood']);
    expect(await hideFields(store.db, [])).toEqual({ hidden: [], areWhole: true });
  });
});
