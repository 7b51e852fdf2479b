import type { Instant } from '../calls/call.ts';
import type { FollowUp } from '../calls/follow-ups/follow-up.ts';
import type { NewsItem } from '../calls/news.ts';
import type { Subscription } from '../calls/subscription.ts';
import { newsAbout } from '../news/news-about.ts';
import { findCallById } from '../store/calls/find-call.ts';
import type { Database } from '../store/engine/database.ts';
import { changeFollowUp } from '../store/follow-ups/change-follow-up.ts';
import type { FollowUpToLookAt } from '../store/follow-ups/reminding.ts';
import { channelsToldOf } from '../store/news/news.ts';

/**
 * The subscription that made it is gone. Another one of its channel takes its place, else that of another channel
 * which got the call and has follow-ups, unless somebody has it: they may not be there.
 *
 * @returns whether there is one.
 */
export async function findNewHome(
  db: Database,
  { followUp }: FollowUpToLookAt,
  subscriptions: Iterable<Subscription>,
  now: Instant,
): Promise<boolean> {
  const { callId } = followUp;
  const home = await homeFor(db, followUp, [...subscriptions], now);
  if (home?.followUp === undefined) return false;
  const { rule, subscriptionId } = home.followUp;
  const event = { kind: 'rehome', channel: home.channel, rule } as const;
  await db.transaction().execute(async (tx) => {
    await changeFollowUp(tx, callId, event, { channel: null, now });
    await tx
      .updateTable('follow_ups')
      .set({ subscription_id: subscriptionId, next_look_at: now })
      .where('call_id', '=', callId)
      .execute();
  });
  return true;
}

async function homeFor(
  db: Database,
  { callId, channel, owner }: FollowUp,
  subscriptions: Subscription[],
  now: Instant,
): Promise<NewsItem | null> {
  const call = await findCallById(db, callId);
  if (call === null) return null;
  const homes = newsAbout([call], subscriptions, { now, timezone: 'UTC' }).filter((it) => it.followUp);
  const told = owner === null ? await channelsToldOf(db, callId) : [];
  for (const there of [channel, ...told]) {
    const home = homes.find((it) => it.channel === there);
    if (home !== undefined) return home;
  }
  return null;
}
