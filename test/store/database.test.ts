import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { openPostgres } from '../support/database.ts';

it('survives a connection to Postgres that ends in the middle of a transaction', async () => {
  await using store = await openPostgres();
  const transaction = store.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await sql`select pg_terminate_backend(${rows[0]?.pid}::integer, 5000)`.execute(store.db);
    // The connection says so by itself, while nobody waits for an answer of it.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await sql`select 1`.execute(tx);
  });

  await expect(transaction).rejects.toThrow();
  expect((await sql`select 1 as one`.execute(store.db)).rows).toEqual([{ one: 1 }]);
});
