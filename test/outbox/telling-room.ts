import { expect } from 'vitest';
import type { DetailedCall } from '../../src/calls/call.ts';
import type { Subscription } from '../../src/calls/subscription.ts';
import { newsAbout } from '../../src/news/news-about.ts';
import { bundleNews } from '../../src/outbox/bundle-news.ts';
import { deliver } from '../../src/outbox/deliver.ts';
import { editMessages } from '../../src/outbox/edit.ts';
import { endMutes } from '../../src/outbox/end-mutes.ts';
import { sayFrom } from '../../src/slack/message-kinds.ts';
import { spikeCards } from '../../src/store/incidents/incident-cards.ts';
import { releaseFollowers } from '../../src/store/messages/followers.ts';
import { enqueueNews } from '../../src/store/news/news.ts';
import { mutesInForce } from '../../src/store/settings/mutes.ts';
import { listSubscriptions, writeSubscription } from '../../src/store/settings/subscriptions.ts';
import type { TestStore } from '../support/database.ts';
import { messageProblems } from '../support/fits-slack.ts';
import { sampleCall, sampleSubscription } from '../support/sample-calls.ts';
import type { AcceptedPost } from '../support/slack/slack-server.ts';
import { storeCalls } from '../support/stored-calls.ts';
import { outboxRoom } from './outbox-room.ts';

/** The whole way from calls that ended to what people read. Noon is noon on a Monday in UTC. */
export async function roomWith(store: TestStore, ...subscriptions: Partial<Subscription>[]) {
  const room = await outboxRoom(store.db, ['C1', 'C2']);
  const { clock } = room;
  const options = () => ({ phoneNumbers: 'masked' as const, timezone: 'UTC', now: clock.now() });
  const deps = { ...room.deps, say: sayFrom(store.db, options) };
  for (const [index, different] of subscriptions.entries())
    await writeSubscription(store.db, sampleSubscription({ id: `s${index}`, channel: 'C1', ...different }));

  async function ends(...calls: DetailedCall[]) {
    const now = clock.now();
    const ended = calls.map((call) => ({ ...call, endedAt: now }));
    await storeCalls(store.db, ended);
    const context = { now, timezone: 'UTC' };
    const news = newsAbout(ended, await listSubscriptions(store.db), context, {
      mutes: await mutesInForce(store.db, now),
      cards: await spikeCards(store.db),
    });
    await enqueueNews(store.db, news, now);
  }
  /** The passes of some seconds. @returns what was posted in them. */
  async function told(channel = 'C1'): Promise<AcceptedPost[]> {
    const before = room.slack.ledger.length;
    for (let second = 0; second < 8; second += 1) {
      await bundleNews({ db: store.db, now: clock.now });
      await endMutes({ db: store.db, now: clock.now });
      await releaseFollowers(store.db, clock.now());
      await deliver(deps);
      clock.forward(2_000);
    }
    await editMessages(deps);
    const posts = room.slack.ledger.slice(before);
    for (const { text, blocks } of posts) expect(messageProblems({ text, blocks })).toEqual([]);
    return posts.filter((post) => post.channel === channel);
  }
  return { ...room, deps, ends, told };
}

export const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => sampleCall({ id: `call-${from + index}` }));
