import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';

import type { Instant } from '../calls/call.ts';
import type { Subscription, SubscriptionOptions, Topic } from '../calls/subscription.ts';
import type { Store } from './database.ts';
import type { SubscriptionsTable } from './tables.ts';

export async function listSubscriptions(store: Store): Promise<Subscription[]> {
  const rows = await store.selectFrom('subscriptions').selectAll().orderBy('made_at').orderBy('id').execute();
  return rows.map(toSubscription);
}

interface NewSubscription {
  channel: string;
  topic: Topic;
  filter: string;
  options: SubscriptionOptions;
  madeBy: string;
}

/** Adds a subscription, or takes over the options of the one that is there: asking twice is asking once. */
export async function subscribe(tx: Store, wanted: NewSubscription, now: Instant): Promise<void> {
  const options = JSON.stringify(wanted.options);
  await tx
    .insertInto('subscriptions')
    .values({
      id: randomUUID(),
      channel: wanted.channel,
      topic: wanted.topic,
      filter: wanted.filter,
      options,
      made_by: wanted.madeBy,
      made_at: now,
      paused_at: null,
      paused_reason: null,
    })
    .onConflict((it) => it.columns(['channel', 'topic', 'filter']).doUpdateSet({ options }))
    .execute();
}

/** Slack refuses the channel: its news is kept, and told once a person has let the bot in. */
export async function pauseSubscriptions(
  tx: Store,
  channel: string,
  reason: string,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('subscriptions')
    .set({ paused_at: now, paused_reason: reason })
    .where('channel', '=', channel)
    .where('paused_at', 'is', null)
    .execute();
}

export async function resumeSubscriptions(tx: Store, channel: string): Promise<void> {
  await tx
    .updateTable('subscriptions')
    .set({ paused_at: null, paused_reason: null })
    .where('channel', '=', channel)
    .execute();
}

function toSubscription(row: Selectable<SubscriptionsTable>): Subscription {
  return {
    id: row.id,
    channel: row.channel,
    topic: row.topic as Topic,
    filter: row.filter,
    options: JSON.parse(row.options) as SubscriptionOptions,
    madeBy: row.made_by,
    madeAt: row.made_at,
    paused: row.paused_at === null ? null : { at: row.paused_at, reason: row.paused_reason ?? '' },
  };
}
