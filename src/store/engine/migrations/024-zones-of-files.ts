import type { Kysely } from 'kysely';

/** In which zone the days of a filter were meant when a file was made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('exports').addColumn('timezone', 'text').execute();
}
