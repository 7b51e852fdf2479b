import { randomUUID } from 'node:crypto';

import type { Instant } from '../calls/call.ts';
import type { Mute } from '../calls/mute.ts';
import type { Subscription } from '../calls/subscription.ts';
import { topicOfAll } from '../calls/topics/index.ts';
import { tellingTime } from '../news/telling-time.ts';
import type { Database, Store } from '../store/engine/database.ts';
import { enqueueMessage } from '../store/messages/messages.ts';
import { closeMute, mutesToTell, subscriptionsMutedBy, tellMuted } from '../store/settings/mutes.ts';
import { listSubscriptions } from '../store/settings/subscriptions.ts';

/**
 * One pass: what a mute held back becomes one summary, once the mute has ended and the channel is not quiet.
 * @returns how many messages tell it.
 */
export async function endMutes({ db, now }: { db: Database; now: () => Instant }): Promise<number> {
  let messages = 0;
  for (const mute of await mutesToTell(db, now())) {
    if (await isQuiet(db, mute, now())) continue;
    messages += await db.transaction().execute((tx) => endMute(tx, mute, now()));
  }
  return messages;
}

async function isQuiet(db: Database, { id }: Mute, now: Instant): Promise<boolean> {
  const muted = await subscriptionsOf(db, id);
  return muted.some(
    ({ options: { summaryMinutes, ...options } }) => tellingTime(options, now, now) !== 'now',
  );
}

async function endMute(tx: Store, { id: mute, channel }: Mute, now: Instant): Promise<number> {
  if (!(await closeMute(tx, mute, now))) return 0;
  const id = randomUUID();
  const muted = await subscriptionsOf(tx, mute);
  const { calls, topics } = await tellMuted(tx, mute, id);
  if (calls === 0) return 0;
  const kind = topicOfAll(topics);
  const headline = sameHeadline(muted);
  const message = { id, key: `muted:${id}`, channel, form: 'muted', kind } as const;
  await enqueueMessage(tx, { ...message, subject: { mute, headline }, calls }, now);
  return 1;
}

async function subscriptionsOf(store: Store, muteId: string): Promise<Subscription[]> {
  const muted = await subscriptionsMutedBy(store, muteId);
  return (await listSubscriptions(store)).filter((it) => muted.has(it.id));
}

/** One message has one kind of headline, so it is what all of them chose; else as it is without a choice. */
function sameHeadline(muted: Subscription[]): Subscription['options']['headline'] {
  const [first, ...others] = muted.map(({ options }) => options.headline);
  return others.every((other) => String(other) === String(first)) ? first : undefined;
}
