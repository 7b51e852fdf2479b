import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import type { SubscriptionOptions } from '../../calls/options/index.ts';
import type { Pause, Subscription, WantedSubscription } from '../../calls/subscription.ts';
import type { Topic } from '../../calls/topics/index.ts';
import { isPostgres, type Store } from '../engine/database.ts';
import type { SubscriptionsTable } from '../engine/tables/settings.ts';

export async function listSubscriptions(store: Store): Promise<Subscription[]> {
  const rows = await store.selectFrom('subscriptions').selectAll().orderBy('made_at').orderBy('id').execute();
  return rows.map(toSubscription);
}

export async function findSubscription(store: Store, id: string): Promise<Subscription | null> {
  const row = await store.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toSubscription(row);
}

/** Until the transaction ends nobody else adds one, so that what is counted stays true. */
export async function holdSubscriptions(tx: Store): Promise<void> {
  if (isPostgres(tx)) await sql`select pg_advisory_xact_lock(7370)`.execute(tx);
}

/** The one that a channel has for these words, if any: there is never a second. */
export async function findSameSubscription(
  store: Store,
  { channel, topic, filter }: Pick<Subscription, 'channel' | 'topic' | 'filter'>,
): Promise<Subscription | null> {
  const row = await store
    .selectFrom('subscriptions')
    .selectAll()
    .where('channel', '=', channel)
    .where('topic', '=', topic)
    .where('filter', '=', filter)
    .executeTakeFirst();
  return row === undefined ? null : toSubscription(row);
}

/** Exactly as it is given, whether it was there before or not. */
export async function writeSubscription(tx: Store, subscription: Subscription): Promise<void> {
  const { id, channel, topic, filter, options, madeBy, madeAt, paused } = subscription;
  const row = {
    channel,
    topic,
    filter,
    options: JSON.stringify(options),
    made_by: madeBy,
    made_at: madeAt,
    paused_at: paused?.at ?? null,
    paused_reason: paused?.reason ?? null,
    paused_by: paused?.by ?? null,
  };
  await tx
    .insertInto('subscriptions')
    .values({ id, ...row })
    .onConflict((it) => it.column('id').doUpdateSet(row))
    .execute();
}

/** News that only it was waiting to post is kept for a day, in case the person undoes this. */
export async function removeSubscription(tx: Store, id: string): Promise<void> {
  await tx.deleteFrom('subscriptions').where('id', '=', id).execute();
}

/**
 * Adds a subscription, or gives the one that is there these options: asking twice is asking once.
 * @returns its id
 */
export async function subscribe(
  tx: Store,
  wanted: WantedSubscription,
  madeBy: string,
  now: Instant,
): Promise<string> {
  const { channel, topic, filter } = wanted;
  const options = JSON.stringify(wanted.options);
  const { id } = await tx
    .insertInto('subscriptions')
    .values({ id: randomUUID(), channel, topic, filter, options, made_by: madeBy, made_at: now })
    .onConflict((it) => it.columns(['channel', 'topic', 'filter']).doUpdateSet({ options }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Ends a subscription, and drops the news that only it was waiting to tell. */
export async function unsubscribe(tx: Store, id: string): Promise<void> {
  await tx.deleteFrom('subscriptions').where('id', '=', id).execute();
  await tx.deleteFrom('news').where('subscription_id', '=', id).where('message_id', 'is', null).execute();
}

/** Slack refuses the channel: its news is kept, and posted once a person has let the bot in. */
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

/** Slack takes the channel again. What a person paused stays paused. */
export async function resumeSubscriptions(tx: Store, channel: string): Promise<void> {
  await tx
    .updateTable('subscriptions')
    .set({ paused_at: null, paused_reason: null })
    .where('channel', '=', channel)
    .where('paused_by', 'is', null)
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
    paused: pauseOf(row),
  };
}

function pauseOf({ paused_at, paused_reason, paused_by }: Selectable<SubscriptionsTable>): Pause | null {
  return paused_at === null ? null : { at: paused_at, reason: paused_reason ?? '', by: paused_by };
}
