import type { Kysely } from 'kysely';

/** A look-up that Slack cuts short goes on where it came to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('messages').addColumn('search_cursor', 'text').execute();
}
