import { randomUUID } from 'node:crypto';

import type { Instant } from '../calls/call.ts';
import { type DueBundle, dueBundles, type Untold } from '../news/due-bundles.ts';
import type { Database, Store } from '../store/engine/database.ts';
import { enqueueMessage } from '../store/messages/messages.ts';
import { bundleInto, untoldNews } from '../store/news/news.ts';
import { listSubscriptions } from '../store/settings/subscriptions.ts';

/** One pass: everything unposted of one topic that a channel may get now becomes one message. */
export async function bundleNews({ db, now }: { db: Database; now: () => Instant }): Promise<BundlingResult> {
  const due = dueBundles(await untold(db), now());
  let calls = 0;
  for (const bundle of due) calls += await db.transaction().execute((tx) => enqueueBundle(tx, bundle, now()));
  return { messages: due.length, calls };
}

export interface BundlingResult {
  messages: number;
  calls: number;
}

async function untold(db: Database): Promise<Untold[]> {
  const waiting = await untoldNews(db);
  if (waiting.length === 0) return [];
  const subscriptions = new Map((await listSubscriptions(db)).map((it) => [it.id, it]));
  return waiting.flatMap(({ subscriptionId, since }) => {
    const subscription = subscriptions.get(subscriptionId);
    return subscription === undefined ? [] : [{ subscription, since }];
  });
}

/** News that was held back says since when. */
const heldMs = 2 * 60_000;

async function enqueueBundle(tx: Store, bundle: DueBundle, now: Instant): Promise<number> {
  const id = randomUUID();
  const calls = await bundleInto(tx, bundle.subscriptionIds, id);
  if (calls === 0) return 0;
  const subject = { ...bundle.manner, ...(now - bundle.since > heldMs && { since: bundle.since }) };
  const place = { channel: bundle.channel, kind: bundle.topic };
  await enqueueMessage(tx, { ...place, id, form: 'bundle', key: `bundle:${id}`, subject, calls }, now);
  // What a compact message leaves out, for its thread. Its calls are posted already.
  const detail = { ...place, form: 'detail', key: `detail:${id}`, parentId: id } as const;
  if (bundle.manner.cards === 'compact')
    await enqueueMessage(tx, { ...detail, subject: {}, calls: 0 }, now + 1);
  return calls;
}
