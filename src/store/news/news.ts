import type { Instant } from '../../calls/call.ts';
import type { NewsItem } from '../../calls/news.ts';
import { dayMs } from '../../calls/time/durations.ts';
import type { Store } from '../engine/database.ts';
import { insertRows } from '../engine/insert-rows.ts';
import { recountCards } from '../incidents/incident-cards.ts';
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
  await insertRows(tx, 'news', rows, 'key', 'keep');
  const cards = new Set(items.flatMap(({ cardId }) => cardId ?? []));
  await recountCards(tx, [...cards], now);
}

/** Calls that changed after their own card was posted: the cards are edited in place. Bundles are left as they are. */
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

/**
 * News that no message shows yet, by subscription. A channel whose last bundle of the topic is not settled is
 * left out, so that its next bundle grows instead of a queue; so is a subscription that is paused.
 */
export async function untoldNews(store: Store): Promise<{ subscriptionId: string; since: Instant }[]> {
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
    .where('subscriptions.paused_at', 'is', null)
    .where((it) =>
      it.not(
        it.exists(
          it
            .selectFrom('messages')
            .select('messages.id')
            .whereRef('messages.channel', '=', 'subscriptions.channel')
            .whereRef('messages.kind', '=', 'subscriptions.topic')
            .where('messages.state', 'in', waitingStates),
        ),
      ),
    )
    .execute();
  return rows.flatMap(({ subscriptionId, since }) => (since === null ? [] : [{ subscriptionId, since }]));
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

/** Gives all unposted news of these subscriptions to one message. @returns how many calls it shows. */
export async function bundleInto(tx: Store, subscriptionIds: string[], messageId: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('news')
    .set({ message_id: messageId })
    .where('subscription_id', 'in', subscriptionIds)
    .where('message_id', 'is', null)
    .where('mute_id', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
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
