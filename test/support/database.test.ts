import { expect, it } from 'vitest';

import { describeStores } from './database.ts';

describeStores('a store for a test', (open) => {
  it('has the tables and nothing in them', async () => {
    await using store = await open();
    expect(await store.db.selectFrom('calls').selectAll().execute()).toEqual([]);
  });

  it('shares nothing with the next one', async () => {
    await using first = await open();
    await using second = await open();
    await first.db.insertInto('state').values({ key: 'a', value: '1', updated_at: 0 }).execute();
    expect(await second.db.selectFrom('state').selectAll().execute()).toEqual([]);
  });
});
