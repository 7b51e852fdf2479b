import { expect, it } from 'vitest';

import { newsAbout } from '../../../src/news/news-about.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { spikeCards } from '../../../src/store/incidents/incident-cards.ts';
import { closeIncident, openIncident } from '../../../src/store/incidents/incidents.ts';
import { enqueueNews } from '../../../src/store/news/news.ts';
import { describeStores } from '../../support/database.ts';
import { failedCall, mondayNoon, sampleSubscription } from '../../support/sample-calls.ts';

const facts = {
  reason: 'The concurrency limit was hit.',
  nextStep: null,
  count: 5,
  filter: 'too_many_calls',
};
const spike = { kind: 'dial-errors-spike', about: 'too_many_calls', facts } as const;
const errors = sampleSubscription({ topic: 'errors' });

async function openSpike(db: Database, channels = ['C0CALLS'], about: string = spike.about): Promise<string> {
  await openIncident(db, { ...spike, about, channels }, 1_000);
  const row = db.selectFrom('incidents').select('id').where('about', '=', about);
  return (await row.executeTakeFirstOrThrow()).id;
}

async function find(db: Database, calls: string[]) {
  const failed = calls.map((id) => failedCall('too_many_calls', { id }));
  const context = { now: mondayNoon, timezone: 'UTC' };
  const news = newsAbout(failed, [errors], context, { cards: await spikeCards(db) });
  await enqueueNews(db, news, mondayNoon);
}

function messages(db: Database) {
  return db
    .selectFrom('messages')
    .select(['channel', 'calls', 'edit_due_at', 'thread_ts'])
    .orderBy('channel')
    .execute();
}

describeStores('the card of a spike', (open) => {
  it('is in the channels that wanted such a card, while it lasts', async () => {
    await using store = await open();
    await openSpike(store.db, ['C0CALLS']);
    await openSpike(store.db, ['C0OPS'], 'too_many_calls spike:50');
    await openIncident(store.db, { ...spike, kind: 'answer-rate-low', channels: ['C0CALLS'] }, 1_000);
    const cards = await spikeCards(store.db);
    expect(cards.map(({ channel, dialError }) => [channel, dialError]).toSorted()).toEqual([
      ['C0CALLS', 'too_many_calls'],
      ['C0OPS', 'too_many_calls'],
    ]);
    await closeIncident(store.db, 'dial-errors-spike', 'too_many_calls', 2_000);
    expect((await spikeCards(store.db)).map(({ channel }) => channel)).toEqual(['C0OPS']);
  });

  it('says how many calls it shows, however often they are found, and is edited in time', async () => {
    await using store = await open();
    await openSpike(store.db);
    await find(store.db, ['a', 'b']);
    await find(store.db, ['b', 'c']);
    expect(await messages(store.db)).toMatchObject([{ calls: 3, edit_due_at: mondayNoon + 30_000 }]);
    const news = await store.db.selectFrom('news').select('message_id').execute();
    expect(new Set(news.map((row) => row.message_id)).size).toBe(1);
  });

  it('counts nothing where nobody would see it', async () => {
    await using store = await open();
    await openSpike(store.db);
    await store.db.updateTable('messages').set({ state: 'parked' }).execute();
    await find(store.db, ['a']);
    const [news] = await store.db.selectFrom('news').select('message_id').execute();
    expect(news?.message_id).toBeNull();
  });

  it('closes with what is said at the end', async () => {
    await using store = await open();
    const id = await openSpike(store.db);
    await store.db.updateTable('messages').set({ state: 'sent', ts: '1.1' }).execute();
    const end = { ...facts, count: 80 };
    await closeIncident(store.db, 'dial-errors-spike', 'too_many_calls', 2_000, end);
    const [row] = await store.db.selectFrom('incidents').selectAll().execute();
    expect([row?.id, JSON.parse(row?.facts ?? '').count]).toEqual([id, 80]);
    expect((await messages(store.db)).map((it) => it.thread_ts).toSorted()).toEqual(['1.1', null]);
  });
});
