import type { Kysely } from 'kysely';

/** Which files were handed out, so that those that hold a person can be deleted when that person is forgotten. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('exports').addColumn('file_id', 'text').execute();
  await db.schema.alterTable('exports').addColumn('erasure_id', 'text').execute();
}
