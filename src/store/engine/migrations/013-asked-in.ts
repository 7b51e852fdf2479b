import type { Kysely } from 'kysely';

/** Where somebody asked, for the day Slack does not let them be told in a direct message. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('exports').addColumn('asked_in', 'text').execute();
  await db.schema.alterTable('erasures').addColumn('asked_in', 'text').execute();
}
