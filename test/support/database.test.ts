import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { type Database, migrate, openDatabase } from '../../src/store/engine/database.ts';
import { describeStores, openSqlite } from './database.ts';

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

it('a store on SQLite is what the migrations make, the first one and those that are made at once', async () => {
  await using migrated = openDatabase('file::memory:');
  await migrate(migrated);
  const expected = await schemaAndRows(migrated);
  for (const turn of [1, 2]) {
    await using store = await openSqlite();
    expect({ turn, ...(await schemaAndRows(store.db)) }).toEqual({ turn, ...expected });
  }
});

async function schemaAndRows(db: Database) {
  const { rows } = await sql<{ name: string; type: string }>`
    select type, name, sql from sqlite_master where name not like 'sqlite_stat%' order by type, name`.execute(
    db,
  );
  const tables = rows.filter(({ type }) => type === 'table').map(({ name }) => name);
  const counts = tables.map(async (name) => {
    const { rows: stored } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
    return [name, stored.map(({ timestamp: _, ...row }) => row)];
  });
  return { rows, stored: await Promise.all(counts) };
}
