import { sql } from 'kysely';
import { expect, it } from 'vitest';

import type { Database } from '../../../src/store/engine/database.ts';
import { up } from '../../../src/store/engine/migrations/039-news-by-call.ts';
import { alreadyNews, enqueueNews } from '../../../src/store/news/news.ts';
import { describeStores } from '../../support/database.ts';
import { explained, queriesOf } from '../plans.ts';

const item = (callId: string, channel = 'C1') => ({
  key: `call-ended:${callId}:${channel}`,
  channel,
  topic: 'calls' as const,
  callId,
  subscriptionId: 's',
});

async function asBefore(db: Database, isPostgres: boolean): Promise<void> {
  await sql`drop index news_by_call`.execute(db);
  await sql`drop index news_by_message`.execute(db);
  if (isPostgres) await sql`alter table news add primary key (key)`.execute(db);
  else {
    await sql`drop index news_untold`.execute(db);
    await sql`drop index news_muted`.execute(db);
  }
  await sql`create index news_by_call on news (call_id)`.execute(db);
  await sql`create index news_by_message on news (message_id)`.execute(db);
}

describeStores('news, known by its call and its key', (open, kind) => {
  it('is what it was before, and is not news again', async () => {
    await using store = await open();
    await enqueueNews(store.db, [item('a'), item('a', 'C2'), item('b')], 1);
    await asBefore(store.db, kind === 'Postgres');
    await up(store.db as never);
    await enqueueNews(store.db, [item('a'), item('c')], 2);
    const rows = await store.db.selectFrom('news').select(['key', 'found_at']).orderBy('key').execute();
    expect(rows).toEqual([
      { key: 'call-ended:a:C1', found_at: 1 },
      { key: 'call-ended:a:C2', found_at: 1 },
      { key: 'call-ended:b:C1', found_at: 1 },
      { key: 'call-ended:c:C1', found_at: 2 },
    ]);
    expect(await alreadyNews(store.db, [item('b'), item('b', 'C2'), item('d')])).toEqual([item('b')]);
  });
});

describeStores('an index has the news', (open, kind) => {
  it.each([
    ['of a call', 'news_by_call', (db: Database) => alreadyNews(db, [item('a')])],
    ['of a message', 'news_by_message', ofMessage],
  ] as const)('%s', async (_, index, ask) => {
    await using store = await open();
    const plan = await store.db.connection().execute(async (db) => {
      if (kind === 'Postgres') await sql`set enable_seqscan = off`.execute(db);
      const asked = await queriesOf(db as Database, ask);
      const how = kind === 'Postgres' ? 'explain' : 'explain query plan';
      return JSON.stringify(await Promise.all(asked.map((query) => explained(db as Database, how, query))));
    });
    expect(plan).toContain(index);
  });
});

function ofMessage(db: Database) {
  return db.selectFrom('news').select('call_id').where('message_id', '=', 'm').execute();
}
