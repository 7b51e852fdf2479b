import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, vi } from 'vitest';

import { migrate, openDatabase } from '../../../src/store/engine/database.ts';
import { DatabaseWatch } from '../../../src/store/engine/database-trouble.ts';
import { openNodeSqlite } from '../../../src/store/engine/node-sqlite.ts';
import { openPostgres } from '../../support/database.ts';

it('a start that finds nothing to migrate asks two questions for that', async () => {
  await using onPostgres = await openPostgres();
  await using onSqlite = openDatabase('file::memory:');
  await migrate(onSqlite);

  for (const db of [onPostgres.db, onSqlite]) {
    const questions = vi.spyOn(DatabaseWatch.prototype, 'worked').mockClear();
    await migrate(db);
    expect(questions).toHaveBeenCalledTimes(2);
  }
});

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

it('opens a file that another process holds for a moment, as one that repairs it after a crash does', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-held-'));
  const path = join(folder.path, 'revox.db');
  openNodeSqlite(path).close();
  const holder = spawn(process.execPath, ['-e', holdForHalfASecond, path]);
  await once(holder.stdout, 'data');

  openNodeSqlite(path).close();
  await once(holder, 'exit');
});

const holdForHalfASecond = `
  const database = new (require('node:sqlite').DatabaseSync)(process.argv[1]);
  database.exec('pragma locking_mode = exclusive; create table held (a); insert into held values (1)');
  console.log('held');
  setTimeout(() => database.close(), 500);
`;
