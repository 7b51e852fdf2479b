import { type Kysely, sql } from 'kysely';

/** Calls after which somebody is to call again: whose they are, and when they are due. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('follow_ups')
    .addColumn('call_id', 'text', (column) => column.primaryKey())
    .addColumn('phone_reversed', 'text')
    .addColumn('started_at', 'bigint')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('subscription_id', 'text', (column) => column.notNull())
    .addColumn('rule', 'text', (column) => column.notNull())
    .addColumn('wish', 'text')
    .addColumn('wish_field', 'text')
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('due_is_read', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('taken_at', 'bigint')
    .addColumn('snoozed_until', 'bigint')
    .addColumn('note', 'text')
    .addColumn('settled_by', 'text')
    .addColumn('moved_by', 'text')
    .addColumn('ended_at', 'bigint')
    .addColumn('ended_by', 'text')
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('next_look_at', 'bigint')
    .addColumn('reminded', 'text', (column) => column.notNull().defaultTo('{}'))
    .execute();
  const unfinished = sql.ref('ended_at');
  const index = (name: string, columns: string[]) =>
    db.schema.createIndex(name).on('follow_ups').columns(columns);
  await index('follow_ups_to_number', ['phone_reversed']).where(unfinished, 'is', null).execute();
  await index('follow_ups_of_channel', ['channel', 'due_at', 'call_id'])
    .where(unfinished, 'is', null)
    .execute();
  await index('follow_ups_of_owner', ['owner', 'due_at', 'call_id']).where(unfinished, 'is', null).execute();
  await index('follow_ups_made', ['made_at']).execute();
  await index('follow_ups_moved', ['moved_by']).where(sql.ref('moved_by'), 'is not', null).execute();
  await index('follow_ups_to_look_at', ['next_look_at'])
    .where(sql.ref('next_look_at'), 'is not', null)
    .execute();
}
