import { sql } from 'kysely';

import { isPostgres, type Store } from './database.ts';

/** A transaction that reads calls to write them back has them to itself until it ends. SQLite has one writer. */
export async function lockEndings(tx: Store): Promise<void> {
  if (isPostgres(tx)) await sql`select pg_advisory_xact_lock(7367)`.execute(tx);
}
