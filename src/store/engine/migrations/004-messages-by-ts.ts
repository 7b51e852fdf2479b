import type { Kysely } from 'kysely';

/** A shortcut on a message in Slack finds the message by its place there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('messages_by_ts').on('messages').column('ts').execute();
}
