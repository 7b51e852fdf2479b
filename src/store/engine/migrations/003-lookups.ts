import { type Kysely, sql } from 'kysely';

/** What people look up: calls by country, searches they saved, and exports that go on after the answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('calls').addColumn('country', 'text').execute();

  await db.schema
    .createTable('saved_searches')
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('command', 'text', (column) => column.notNull())
    .addColumn('saved_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('saved_searches_key', ['user_id', 'name'])
    .execute();

  await db.schema
    .createTable('exports')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('filter', 'text', (column) => column.notNull())
    .addColumn('anchor', 'bigint', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('response_url', 'text')
    .addColumn('responses', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('finished_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('exports_under_way')
    .on('exports')
    .column('user_id')
    .unique()
    .where(sql.ref('finished_at'), 'is', null)
    .execute();
  await db.schema.createIndex('exports_by_person').on('exports').columns(['user_id', 'asked_at']).execute();
}
