import type { Kysely } from 'kysely';

/** When an attempt in doubt was over: nothing later need be looked through. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('messages').addColumn('attempt_ended_at', 'bigint').execute();
}
