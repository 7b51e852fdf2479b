import { type Kysely, sql } from 'kysely';

/** What is old enough to be forgotten is found without reading all that is not. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('incidents_closed')
    .on('incidents')
    .column('closed_at')
    .where(sql.ref('closed_at'), 'is not', null)
    .execute();
  await db.schema.createIndex('reveals_by_age').on('reveals').column('revealed_at').execute();
  await db.schema.createIndex('audit_by_age').on('audit').column('changed_at').execute();
}
