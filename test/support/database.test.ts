import { expect, it } from 'vitest';

import { describeStores } from './database.ts';

describeStores('a store for a test', (open) => {
  it('has the tables and nothing in them', async () => {
    await using store = await open();
    expect(await store.db.selectFrom('calls').selectAll().execute()).toEqual([]);
  });

  it('is empty for the next test', async () => {
    for (const turn of [1, 2, 3]) {
      await using store = await open();
      const rows = await store.db.selectFrom('state').selectAll().execute();
      expect(rows, `turn ${turn}`).toEqual([]);
      await store.db.insertInto('state').values({ key: 'a', value: '1', updated_at: 0 }).execute();
    }
  });

  it('has the whole schema for the next test, whatever this one does to it', async () => {
    const changed = await open();
    await changed.db.schema.dropTable('state').execute();
    await changed[Symbol.asyncDispose]();
    await using next = await open();
    expect(await next.db.selectFrom('state').selectAll().execute()).toEqual([]);
  });

  it('shares nothing with another that is open', async () => {
    await using first = await open();
    await using second = await open();
    await first.db.insertInto('state').values({ key: 'a', value: '1', updated_at: 0 }).execute();
    expect(await second.db.selectFrom('state').selectAll().execute()).toEqual([]);
  });
});
