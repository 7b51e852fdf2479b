import type { Kysely } from 'kysely';

/** Who looks after an incident. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('incidents').addColumn('acknowledged_by', 'text').execute();
  await db.schema.alterTable('incidents').addColumn('acknowledged_at', 'bigint').execute();
}
