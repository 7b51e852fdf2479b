import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** SQLite orders text by its bytes anyway; on Postgres that depends on the collation of the database. */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`create index calls_by_id_prefix on calls (id collate "C")`.execute(db);
}
