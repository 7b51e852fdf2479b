import type { Kysely } from 'kysely';

/** What people ask for: requests already carried out, and what was shown to whom. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('inbound')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('inbound_by_age').on('inbound').column('received_at').execute();

  await db.schema
    .createTable('reveals')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('shown', 'text', (column) => column.notNull())
    .addColumn('revealed_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('reveals_by_call').on('reveals').columns(['call_id', 'revealed_at']).execute();
}
