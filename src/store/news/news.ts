import type { Instant } from '../../calls/call.ts';
import type { NewsItem } from '../../calls/news.ts';
import type { LikeCall } from '../../calls/outcome.ts';
import { dayMs } from '../../calls/time/durations.ts';
import type { Store } from '../engine/database.ts';
import { insertRows } from '../engine/insert-rows.ts';
import { inPieces } from '../engine/pieces.ts';
import { recountMessages } from '../messages/counting.ts';
import { waitingStates } from '../messages/messages.ts';

/** SQLite allows 32,766 parameters in one statement. */
const idsPerStatement = 1000;
/** A posted card is edited this long after its call changed: a recording and a transcript often come together. */
const editDelayMs = 10_000;

/** Leaves news on the table, to be posted by a later pass or counted on a card. Known news is quietly dropped. */
export async function enqueueNews(tx: Store, items: NewsItem[], now: Instant): Promise<void> {
  const rows = items.map((item) => ({
    key: item.key,
    channel: item.channel,
    topic: item.topic,
    call_id: item.callId,
    subscription_id: item.subscriptionId,
    found_at: now,
    message_id: item.cardId ?? null,
    mute_id: item.muteId ?? null,
  }));
  await insertRows(tx, 'news', rows, ['call_id', 'key'], 'keep');
  const cards = new Set(items.flatMap(({ cardId }) => cardId ?? []));
  await recountMessages(tx, [...cards], now);
}

/** Of such news, what was enqueued before, whatever became of it. */
export async function alreadyNews(tx: Store, items: NewsItem[]): Promise<NewsItem[]> {
  const known = new Set<string>();
  for await (const some of inPieces(items.map(({ callId }) => callId))) {
    const rows = await tx.selectFrom('news').select('key').where('call_id', 'in', some).execute();
    for (const { key } of rows) known.add(key);
  }
  return items.filter(({ key }) => known.has(key));
}

/** The channels that got a call or are about to, the first one first. */
export async function channelsToldOf(store: Store, callId: string): Promise<string[]> {
  const rows = await store
    .selectFrom('news')
    .select('channel')
    .where('call_id', '=', callId)
    .orderBy('found_at')
    .orderBy('channel')
    .execute();
  return rows.map((row) => row.channel);
}

/** Calls that look different after their own card was posted: it is edited in place. Bundles stay as they are. */
export async function enqueueEdits(tx: Store, callIds: string[], now: Instant): Promise<void> {
  for (let start = 0; start < callIds.length; start += idsPerStatement) {
    const told = tx
      .selectFrom('news')
      .select('message_id')
      .where('call_id', 'in', callIds.slice(start, start + idsPerStatement))
      .where('message_id', 'is not', null);
    await tx
      .updateTable('messages')
      .set({ edit_due_at: now + editDelayMs })
      .where('id', 'in', told as never)
      .where('calls', '=', 1)
      .where('edit_due_at', 'is', null)
      .execute();
    await enqueueDetailEdits(tx, told, now);
  }
}

/** Of a compact message, what can change is in its thread. */
async function enqueueDetailEdits(tx: Store, told: unknown, now: Instant): Promise<void> {
  const single = tx
    .selectFrom('messages')
    .select('id')
    .where('id', 'in', told as never)
    .where('calls', '=', 1);
  await tx
    .updateTable('messages')
    .set({ edit_due_at: now + editDelayMs })
    .where('parent_id', 'in', single)
    .where('edit_due_at', 'is', null)
    .execute();
}

interface UntoldNews {
  subscriptionId: string;
  /** When the oldest of it was found. */
  since: Instant;
  /** The last message of the topic is not settled there: the next one grows meanwhile, instead of a queue. */
  isBusy: boolean;
}

/** News that no message shows yet, by subscription. One that is paused is left out. */
export async function untoldNews(store: Store): Promise<UntoldNews[]> {
  const rows = await store
    .selectFrom('subscriptions')
    .select('subscriptions.id as subscriptionId')
    .select((it) =>
      it
        .selectFrom('news')
        .select((its) => its.fn.min('news.found_at').as('since'))
        .whereRef('news.subscription_id', '=', 'subscriptions.id')
        .where('news.message_id', 'is', null)
        .where('news.mute_id', 'is', null)
        .as('since'),
    )
    .select((it) =>
      it
        .exists(
          it
            .selectFrom('messages')
            .select('messages.id')
            .whereRef('messages.channel', '=', 'subscriptions.channel')
            .whereRef('messages.kind', '=', 'subscriptions.topic')
            .where('messages.form', '!=', 'daily')
            .where('messages.state', 'in', waitingStates),
        )
        .as('isBusy'),
    )
    .where('subscriptions.paused_at', 'is', null)
    .execute();
  return rows.flatMap(({ subscriptionId, since, isBusy }) =>
    since === null ? [] : [{ subscriptionId, since, isBusy: Boolean(isBusy) }],
  );
}

/** Calls of one subscription that are alike and not posted yet. */
export interface UntoldKind extends LikeCall {
  subscriptionId: string;
  since: Instant;
  ended: { from: Instant; to: Instant };
}

export async function untoldKinds(store: Store, subscriptionIds: string[]): Promise<UntoldKind[]> {
  const rows = await untold(store, subscriptionIds)
    .select(['news.subscription_id as subscriptionId', 'calls.dial_error as dialError'])
    .select(['calls.result', 'calls.status'])
    .select((it) => [
      it.fn.min('news.found_at').as('since'),
      it.fn.min('calls.ended_at').as('from'),
      it.fn.max('calls.ended_at').as('to'),
    ])
    .groupBy(['news.subscription_id', 'calls.dial_error', 'calls.result', 'calls.status'])
    .execute();
  return rows.map(({ from, to, ...kind }) => ({
    ...kind,
    status: kind.status ?? '',
    ended: { from: from ?? kind.since, to: to ?? kind.since },
  }));
}

function untold(store: Store, subscriptionIds: string[]) {
  return store
    .selectFrom('news')
    .leftJoin('calls', 'calls.id', 'news.call_id')
    .where('news.subscription_id', 'in', subscriptionIds)
    .where('news.message_id', 'is', null)
    .where('news.mute_id', 'is', null);
}

/** Whether any news waits for its message, now or later. */
export async function hasUntold(store: Store): Promise<boolean> {
  const found = await store
    .selectFrom('subscriptions')
    .select('subscriptions.id')
    .where('subscriptions.paused_at', 'is', null)
    .where((it) =>
      it.exists(
        it
          .selectFrom('news')
          .select('news.subscription_id')
          .whereRef('news.subscription_id', '=', 'subscriptions.id')
          .where('news.message_id', 'is', null)
          .where('news.mute_id', 'is', null),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** News of subscriptions that were removed, once nobody can be expected to undo that. */
export async function forgetUntold(store: Store, now: Instant): Promise<void> {
  await store
    .deleteFrom('news')
    .where('message_id', 'is', null)
    .where('mute_id', 'is', null)
    .where('found_at', '<', now - keptForUndoMs)
    .where('subscription_id', 'not in', (it) => it.selectFrom('subscriptions').select('id'))
    .execute();
}

const keptForUndoMs = dayMs;
