import { type Kysely, sql } from 'kysely';

/** What is erased because somebody asked for it, and the messages that are edited for that. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('erasures')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('asked_by', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('phone_number', 'text')
    .addColumn('calls', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('messages', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('quotes', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('erased_at', 'bigint')
    .addColumn('unedited', 'integer')
    .addColumn('finished_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('erasures_under_way')
    .on('erasures')
    .column('asked_at')
    .where(sql.ref('finished_at'), 'is', null)
    .execute();

  await db.schema.alterTable('messages').addColumn('erasure_id', 'text').execute();
  await db.schema
    .createIndex('messages_by_erasure')
    .on('messages')
    .column('erasure_id')
    .where(sql.ref('erasure_id'), 'is not', null)
    .execute();

  // A digest of what is left and of a number can be tried out with all numbers there are.
  await sql`
    update calls set fingerprint = case when ended_seq is null then 'erased open' else 'erased' end
    where erased_at is not null
  `.execute(db);
}
