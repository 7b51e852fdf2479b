import { type Kysely, sql } from 'kysely';

/** What a message is stands in its row. Keys said it before; erasing asks by the form. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('messages')
    .addColumn('form', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await sql`update messages set form = case
    when key like 'bundle:%' then 'bundle'
    when key like 'detail:%' then 'detail'
    when key like 'muted:%' then 'muted'
    when key like 'digest:%' then 'digest'
    when key like 'digest-shared:%' then 'digest-shared'
    when key like 'incident:%' then 'incident'
    when key like 'incident-closed:%' then 'incident-closed'
    when key like 'change:%' then 'change'
    when key like 'share:%' then 'share'
    when key like 'replay:%' and parent_id is null then 'replay'
    when key like 'replay:%' then 'retold'
    when key like 'welcome:%' then 'welcome'
    when key like 'unknown-state:%' then 'unknown-state'
    when key like 'erased:%' then 'erased'
    when kind = 'incident' and thread_ts is null then 'incident'
    when kind = 'incident' then 'incident-closed'
    when kind = 'digest' then 'digest'
    else 'bundle' end`.execute(db);
  await db.schema.createIndex('messages_by_form').on('messages').column('form').execute();
}
