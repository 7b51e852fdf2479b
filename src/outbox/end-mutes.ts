import { randomUUID } from 'node:crypto';

import type { Instant } from '../calls/call.ts';
import type { Mute } from '../calls/mute.ts';
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
  const muted = await subscriptionsMutedBy(db, id);
  const subscriptions = (await listSubscriptions(db)).filter((it) => muted.has(it.id));
  return subscriptions.some(
    ({ options: { summaryMinutes, ...options } }) => tellingTime(options, now, now) !== 'now',
  );
}

async function endMute(tx: Store, { id: mute, channel }: Mute, now: Instant): Promise<number> {
  if (!(await closeMute(tx, mute, now))) return 0;
  const id = randomUUID();
  const { calls, topics } = await tellMuted(tx, mute, id);
  if (calls === 0) return 0;
  const kind = topicOfAll(topics);
  const message = { id, key: `muted:${id}`, channel, form: 'muted', kind } as const;
  await enqueueMessage(tx, { ...message, subject: { mute }, calls }, now);
  return 1;
}
