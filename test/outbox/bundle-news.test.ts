import { beforeEach, expect, it } from 'vitest';

import type { NewsItem } from '../../src/calls/news.ts';
import { bundleNews } from '../../src/outbox/bundle-news.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { enqueueNews } from '../../src/store/news/news.ts';
import {
  listSubscriptions,
  pauseSubscriptions,
  resumeSubscriptions,
  subscribe,
} from '../../src/store/settings/subscriptions.ts';
import { describeStores } from '../support/database.ts';

let at = 1000;
const now = () => at;

beforeEach(() => {
  at = 1000;
});

async function subscribedTo(db: Database, channel: string): Promise<string> {
  await subscribe(db, { channel, topic: 'calls', filter: '', options: {} }, 'environment', 0);
  return (await listSubscriptions(db)).find((it) => it.channel === channel)?.id as string;
}

function newsOf(calls: number, channel: string, subscriptionId: string, first = 0): NewsItem[] {
  return Array.from({ length: calls }, (_, index) => ({
    key: `call-ended:${first + index}:${channel}`,
    channel,
    topic: 'calls',
    callId: String(first + index),
    subscriptionId,
  }));
}

function messages(db: Database) {
  return db
    .selectFrom('messages')
    .select(['id', 'channel', 'calls', 'state'])
    .orderBy('created_at')
    .execute();
}

describeStores('news', (open) => {
  it('of one channel and topic becomes one message, ten thousand calls too', async () => {
    await using store = await open();
    const id = await subscribedTo(store.db, 'C1');
    await enqueueNews(store.db, newsOf(10_000, 'C1', id), 0);
    expect(await bundleNews({ db: store.db, now })).toMatchObject({ messages: 1, calls: 10_000 });
    expect(await messages(store.db)).toMatchObject([{ channel: 'C1', calls: 10_000, state: 'ready' }]);
  });

  it('enqueued twice is posted once', async () => {
    await using store = await open();
    const id = await subscribedTo(store.db, 'C1');
    await enqueueNews(store.db, newsOf(3, 'C1', id), 0);
    await bundleNews({ db: store.db, now });
    await store.db.updateTable('messages').set({ state: 'sent' }).execute();
    await enqueueNews(store.db, newsOf(3, 'C1', id), 0);
    expect(await bundleNews({ db: store.db, now })).toMatchObject({ messages: 0, calls: 0 });
  });

  it('grows the next bundle while the last one is unsettled', async () => {
    await using store = await open();
    const id = await subscribedTo(store.db, 'C1');
    for (let pass = 0; pass < 5; pass += 1) {
      await enqueueNews(store.db, newsOf(10, 'C1', id, pass * 10), 0);
      await bundleNews({ db: store.db, now });
    }
    expect((await messages(store.db)).map((it) => it.calls)).toEqual([10]);
    await store.db.updateTable('messages').set({ state: 'sent' }).execute();
    at += 60_000;
    await bundleNews({ db: store.db, now });
    expect((await messages(store.db)).map((it) => it.calls)).toEqual(expect.arrayContaining([10, 40]));
  });

  it('of a paused channel waits, and is whole when the channel resumes', async () => {
    await using store = await open();
    const id = await subscribedTo(store.db, 'C1');
    await pauseSubscriptions(store.db, 'C1', 'not in the channel', 0);
    await enqueueNews(store.db, newsOf(2, 'C1', id), 0);
    expect(await bundleNews({ db: store.db, now })).toMatchObject({ messages: 0, calls: 0 });
    await resumeSubscriptions(store.db, 'C1');
    expect(await bundleNews({ db: store.db, now })).toMatchObject({ messages: 1, calls: 2 });
  });

  it('of one channel does not wait for another', async () => {
    await using store = await open();
    const [one, two] = [await subscribedTo(store.db, 'C1'), await subscribedTo(store.db, 'C2')];
    await enqueueNews(store.db, newsOf(1, 'C1', one), 0);
    await bundleNews({ db: store.db, now });
    await enqueueNews(store.db, [...newsOf(1, 'C1', one, 1), ...newsOf(1, 'C2', two)], 0);
    await bundleNews({ db: store.db, now });
    expect((await messages(store.db)).map((it) => it.channel).sort()).toEqual(['C1', 'C2']);
  });
});
