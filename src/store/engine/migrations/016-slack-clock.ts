import type { Kysely } from 'kysely';

/** How far Slack's clock was ahead of ours when an attempt was made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('messages').addColumn('slack_ahead_ms', 'bigint').execute();
}
