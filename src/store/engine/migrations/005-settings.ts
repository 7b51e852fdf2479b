import { type Kysely, sql } from 'kysely';

/** What people set for their channels: mutes, options that hold news back, threads, and who changed what. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mutes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('filter', 'text', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('told_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('mutes_untold')
    .on('mutes')
    .column('channel')
    .where(sql.ref('told_at'), 'is', null)
    .execute();

  await db.schema
    .createTable('audit')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('changed_by', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('setting', 'text', (column) => column.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addColumn('undo_of', 'text', (column) => column.unique())
    .execute();
  await db.schema.createIndex('audit_by_channel').on('audit').columns(['channel', 'changed_at']).execute();

  await db.schema.alterTable('subscriptions').addColumn('paused_by', 'text').execute();
  await db.schema.alterTable('messages').addColumn('parent_id', 'text').execute();
  await db.schema
    .createIndex('messages_by_parent')
    .on('messages')
    .column('parent_id')
    .where(sql.ref('parent_id'), 'is not', null)
    .execute();

  await db.schema.alterTable('news').addColumn('mute_id', 'text').execute();
  await db.schema.dropIndex('news_untold').execute();
  await db.schema
    .createIndex('news_untold')
    .on('news')
    .columns(['subscription_id', 'found_at'])
    .where(sql.ref('message_id'), 'is', null)
    .where(sql.ref('mute_id'), 'is', null)
    .execute();
  await db.schema
    .createIndex('news_muted')
    .on('news')
    .column('mute_id')
    .where(sql.ref('mute_id'), 'is not', null)
    .execute();
}
