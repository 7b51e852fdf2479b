import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * News is known by its call and its key, in one index instead of two. Both were as good as random, so each piece of
 * news cost another page of either. What no message shows yet is not in the index of messages any more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) await dropKey(db);
  else await copyWithoutKey(db);
  await sql`create unique index news_by_call on news (call_id, key)`.execute(db);
  await sql`create index news_by_message on news (message_id) where message_id is not null`.execute(db);
}

async function dropKey(db: Kysely<unknown>): Promise<void> {
  await sql`alter table news drop constraint news_pkey`.execute(db);
  await sql`drop index news_by_call`.execute(db);
  await sql`drop index news_by_message`.execute(db);
}

/** SQLite takes a primary key from no table. */
async function copyWithoutKey(db: Kysely<unknown>): Promise<void> {
  await sql`alter table news rename to news_before`.execute(db);
  await sql`
    create table news (
      key text not null, channel text not null, topic text not null, call_id text not null,
      subscription_id text not null, found_at bigint not null, message_id text, mute_id text
    )`.execute(db);
  const columns = sql`key, channel, topic, call_id, subscription_id, found_at, message_id, mute_id`;
  await sql`insert into news (${columns}) select ${columns} from news_before order by news_before.rowid`.execute(
    db,
  );
  await sql`drop table news_before`.execute(db);
  await sql`
    create index news_untold on news (subscription_id, found_at) where message_id is null and mute_id is null
  `.execute(db);
  await sql`create index news_muted on news (mute_id) where mute_id is not null`.execute(db);
}
