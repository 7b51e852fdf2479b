import type { Kysely } from 'kysely';

/** Which settings somebody who is forgotten had something in common with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('erasures')
    .addColumn('resembling', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
}
