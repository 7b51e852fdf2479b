import { describe, expect, it } from 'vitest';

import { saveCalls } from '../../../../src/store/calls/calls.ts';
import type { Database } from '../../../../src/store/engine/database.ts';
import { askErasure, unfinishedErasures } from '../../../../src/store/erasing/erasures.ts';
import { forgetBatch } from '../../../../src/store/erasing/forget-number.ts';
import { mostNamed } from '../../../../src/store/tallies/fields/change-names.ts';
import { spotCheck } from '../../../../src/store/tallies/spot-check.ts';
import { describeStores, openSqlite } from '../../../support/database.ts';
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

async function forget(db: Database, number: string): Promise<void> {
  await askErasure(db, number, { askedBy: 'U0ANNA', askedIn: null }, mondayNoon);
  for (const erasure of await unfinishedErasures(db)) while (await forgetBatch(db, erasure, mondayNoon));
}

/** How many calls each value has that is not counted as SQL counts it; null are the values without a name. */
async function miscounted(db: Database): Promise<Map<string | null, number>> {
  const wrong = new Map<string | null, number>();
  const add = (value: string | null, calls: number) => wrong.set(value, (wrong.get(value) ?? 0) + calls);
  const names = new Set(await named(db));
  const given = await db.selectFrom('call_fields').select('value').execute();
  for (const { value } of given) add(names.has(value) ? value : null, 1);
  const kept = await db
    .selectFrom('field_tallies')
    .innerJoin('field_values', 'id', 'value_id')
    .select(['is_named', 'value', 'calls'])
    .where('length', '=', 'day')
    .execute();
  for (const { is_named, value, calls } of kept) add(is_named === 1 ? value : null, -calls);
  return new Map([...wrong].filter(([, calls]) => calls !== 0));
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

    await forget(store.db, hers);
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

// 10,000 calls: on SQLite alone, as names are given by the same code on both.
describe('a field with more values than may have a name', () => {
  it('counts the last with those without, and gives it the next name that is free', async () => {
    await using store = await openSqlite();
    const words = Array.from({ length: mostNamed }, (_, index) => `word ${index}`);
    const each = (word: string, index: number) =>
      saying(word, index * 20, index * 20 + 20, index === 7 ? hers : anybodys);
    await storeCalls(store.db, words.flatMap(each));
    expect((await named(store.db)).toSorted()).toEqual(words.toSorted());

    await storeCalls(store.db, saying('late', 20_000, 20_030));
    expect([(await named(store.db)).length, await calls(store.db, 0)]).toEqual([mostNamed, 30]);
    expect(await miscounted(store.db)).toEqual(new Map());
    expect(await spotCheck(store.db, () => 0.5)).toMatchObject({ wrong: [] });

    await forget(store.db, hers);
    expect([(await named(store.db)).length, await calls(store.db, 0)]).toEqual([mostNamed - 1, 30]);
    await storeCalls(store.db, saying('late', 20_030, 20_031));
    expect([await named(store.db), await calls(store.db, 0)]).toEqual([
      expect.arrayContaining(['late', 'word 6', 'word 8']),
      0,
    ]);
    expect(await miscounted(store.db)).toEqual(new Map());
  });
});
