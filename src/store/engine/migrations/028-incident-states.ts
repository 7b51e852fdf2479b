import type { Kysely } from 'kysely';

/** Who resolved an incident, whether its condition went on since, and until when its cards are left alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('incidents').addColumn('resolved_by', 'text').execute();
  await db.schema
    .alterTable('incidents')
    .addColumn('goes_on', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('incidents').addColumn('snoozed_by', 'text').execute();
  await db.schema.alterTable('incidents').addColumn('snoozed_until', 'bigint').execute();
}
