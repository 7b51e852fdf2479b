import { expect, it } from 'vitest';

import { saveCalls } from '../../../../src/store/calls/calls.ts';
import type { Database } from '../../../../src/store/engine/database.ts';
import { askErasure, unfinishedErasures } from '../../../../src/store/erasing/erasures.ts';
import { forgetBatch } from '../../../../src/store/erasing/forget-number.ts';
import { describeStores } from '../../../support/database.ts';
import { mondayNoon, sampleCall } from '../../../support/sample-calls.ts';
import { storeCalls } from '../../../support/stored-calls.ts';

const hers = '+33199001234';
const anybodys = '+33199005678';

function saying(said: unknown, from: number, to: number, phoneNumber = anybodys) {
  return Array.from({ length: to - from }, (_, index) =>
    sampleCall({ id: `call-${from + index}`, phoneNumber, structuredOutput: { said } }),
  );
}

async function named(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('field_values').select('value').where('is_named', '=', 1).execute();
  return rows.map(({ value }) => value);
}

async function calls(db: Database, isNamed: 0 | 1): Promise<number> {
  const { calls } = await db
    .selectFrom('field_tallies')
    .innerJoin('field_values', 'id', 'value_id')
    .select((it) => it.fn.sum<number>('calls').as('calls'))
    .where('length', '=', 'day')
    .where('is_named', '=', isNamed)
    .executeTakeFirstOrThrow();
  return Number(calls ?? 0);
}

describeStores('a value of an extracted field', (open) => {
  it('has a name once 20 calls gave it, with all of them, and none once fewer are left', async () => {
    await using store = await open();
    await storeCalls(store.db, saying('Hot', 0, 19));
    expect([await named(store.db), await calls(store.db, 0)]).toEqual([[], 19]);
    await storeCalls(store.db, saying('hot', 19, 20, hers));
    expect([await named(store.db), await calls(store.db, 1), await calls(store.db, 0)]).toEqual([
      ['hot'],
      20,
      0,
    ]);

    await askErasure(store.db, hers, { askedBy: 'U0ANNA', askedIn: null }, mondayNoon);
    for (const erasure of await unfinishedErasures(store.db))
      while (await forgetBatch(store.db, erasure, mondayNoon));
    expect([await named(store.db), await calls(store.db, 1), await calls(store.db, 0)]).toEqual([[], 0, 19]);
  });

  it('takes the place of another that the same calls gave before', async () => {
    await using store = await open();
    await storeCalls(store.db, [...saying('warm', 20, 21), ...saying('cold', 0, 20)]);
    const changed = saying('hot', 0, 20).map((call) => ({ call, fingerprint: 'changed' }));
    const rules = { now: mondayNoon, firstStartAt: 0, importing: false };
    await store.db.transaction().execute((tx) => saveCalls(tx, changed, rules));
    expect([await named(store.db), await calls(store.db, 1), await calls(store.db, 0)]).toEqual([
      ['hot'],
      20,
      1,
    ]);
  });

  it.each([
    'Later, he said.',
    'anna@example.com',
    hers,
    '2026-03-02',
    'line 331 99 00 12 34',
    'a'.repeat(41),
  ])('has no name that could quote somebody, however many gave it: %s', async (said) => {
    await using store = await open();
    await storeCalls(store.db, saying(said, 0, 25));
    expect([await named(store.db), await calls(store.db, 0)]).toEqual([[], 25]);
  });
});
