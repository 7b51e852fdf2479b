import { type Kysely, sql } from 'kysely';

/** Calls that end later than they were first seen are erased by the first sight, and found by it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('calls_to_erase_by_sight')
    .on('calls')
    .column('first_seen_at')
    .where(sql.ref('erased_at'), 'is', null)
    .where(sql.ref('ended_at'), '>', sql.ref('first_seen_at'))
    .execute();
}
