import { type Kysely, sql } from 'kysely';

/** `bigint` holds milliseconds on Postgres; SQLite stores any integer type alike. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('calls')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('phone_number', 'text')
    .addColumn('phone_reversed', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('result', 'text')
    .addColumn('dial_error', 'text')
    .addColumn('end_reason', 'text')
    .addColumn('ended_by', 'text')
    .addColumn('started_at', 'bigint')
    .addColumn('answered_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('ended_at_estimated', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('talk_ms', 'bigint')
    .addColumn('ended_seq', 'bigint')
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('first_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('erased_at', 'bigint')
    .execute();
  await db.schema.createIndex('calls_by_end').on('calls').columns(['ended_at', 'id']).execute();
  await db.schema
    .createIndex('calls_to_erase')
    .on('calls')
    .column('ended_at')
    .where(sql.ref('erased_at'), 'is', null)
    .execute();
  await db.schema.createIndex('calls_by_ended_seq').on('calls').column('ended_seq').unique().execute();
  await db.schema.createIndex('calls_by_status').on('calls').columns(['status', 'ended_at', 'id']).execute();
  await db.schema.createIndex('calls_by_result').on('calls').columns(['result', 'ended_at', 'id']).execute();
  await db.schema
    .createIndex('calls_by_dial_error')
    .on('calls')
    .columns(['dial_error', 'ended_at', 'id'])
    .execute();
  await db.schema
    .createIndex('calls_with_dial_error')
    .on('calls')
    .columns(['ended_at', 'id'])
    .where(sql.ref('dial_error'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('calls_by_end_reason')
    .on('calls')
    .expression(sql`lower(end_reason), ended_at, id`)
    .execute();
  await db.schema
    .createIndex('calls_by_ended_by')
    .on('calls')
    .columns(['ended_by', 'ended_at', 'id'])
    .execute();
  await db.schema
    .createIndex('calls_by_phone')
    .on('calls')
    .columns(['phone_reversed', 'ended_at', 'id'])
    .execute();

  await db.schema
    .createTable('call_details')
    .addColumn('call_id', 'text', (column) => column.primaryKey())
    .addColumn('recording_url', 'text')
    .addColumn('structured_output', 'text')
    .addColumn('transcript', 'text')
    .addColumn('unknown_fields', 'text')
    .execute();

  await db.schema
    .createTable('call_fields')
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('call_fields_key', ['call_id', 'name'])
    .execute();
  await db.schema
    .createIndex('call_fields_by_value')
    .on('call_fields')
    .columns(['name', 'value', 'call_id'])
    .execute();

  await db.schema
    .createTable('set_aside')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('raw', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('reader', 'integer', (column) => column.notNull())
    .addColumn('first_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('subscriptions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('filter', 'text', (column) => column.notNull())
    .addColumn('options', 'text', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('paused_at', 'bigint')
    .addColumn('paused_reason', 'text')
    .addUniqueConstraint('subscriptions_once', ['channel', 'topic', 'filter'])
    .execute();

  await db.schema
    .createTable('news')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('subscription_id', 'text', (column) => column.notNull())
    .addColumn('found_at', 'bigint', (column) => column.notNull())
    .addColumn('message_id', 'text')
    .execute();
  await db.schema.createIndex('news_by_message').on('news').columns(['message_id', 'call_id']).execute();
  await db.schema.createIndex('news_by_call').on('news').column('call_id').execute();
  await db.schema
    .createIndex('news_untold')
    .on('news')
    .columns(['channel', 'topic'])
    .where(sql.ref('message_id'), 'is', null)
    .execute();

  await db.schema
    .createTable('messages')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('incident_id', 'text')
    .addColumn('calls', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('attempted_at', 'bigint')
    .addColumn('lease_token', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('ts', 'text')
    .addColumn('thread_ts', 'text')
    .addColumn('sent_at', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('edit_due_at', 'bigint')
    .execute();
  await db.schema.createIndex('messages_by_state').on('messages').columns(['state', 'due_at']).execute();
  await db.schema.createIndex('messages_to_edit').on('messages').columns(['state', 'edit_due_at']).execute();
  await db.schema.createIndex('messages_claimed').on('messages').columns(['state', 'lease_until']).execute();
  await db.schema.createIndex('messages_by_incident').on('messages').column('incident_id').execute();
  await db.schema.createIndex('messages_by_channel').on('messages').columns(['channel', 'state']).execute();

  await db.schema
    .createTable('incidents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('about', 'text', (column) => column.notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('closed_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('incidents_open')
    .on('incidents')
    .columns(['kind', 'about'])
    .unique()
    .where(sql.ref('closed_at'), 'is', null)
    .execute();

  await db.schema
    .createTable('runs')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('replica', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('finished_at', 'bigint')
    .execute();

  await db.schema
    .createTable('state')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
}
