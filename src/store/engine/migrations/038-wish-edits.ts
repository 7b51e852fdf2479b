import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** What Revox changed of what a call asks for, after it had made its follow-up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const byBytes = sql.raw(isPostgres ? 'collate "C"' : '');
  await sql`alter table follow_ups add column wish_edit text ${byBytes}`.execute(db);
}
