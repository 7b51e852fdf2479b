import type { Instant } from '../calls/call.ts';
import type { NewsItem } from '../calls/news.ts';
import type { Store } from './database.ts';

/** Rows of one statement; SQLite allows 32,766 parameters in one. */
const rowsPerInsert = 1000;
/** A told card is edited this long after its call changed: a recording and a transcript often come together. */
const editDelayMs = 10_000;

/** Leaves news on the table, to be told by a later pass. News with a known key is quietly dropped. */
export async function enqueueNews(tx: Store, items: NewsItem[], now: Instant): Promise<void> {
  for (let start = 0; start < items.length; start += rowsPerInsert) {
    const rows = items.slice(start, start + rowsPerInsert).map((item) => ({
      key: item.key,
      channel: item.channel,
      topic: item.topic,
      call_id: item.callId,
      subscription_id: item.subscriptionId,
      found_at: now,
      message_id: null,
    }));
    await tx
      .insertInto('news')
      .values(rows)
      .onConflict((it) => it.column('key').doNothing())
      .execute();
  }
}

/** Calls that changed after they were told alone: their cards are edited in place. Bundles are left as they are. */
export async function enqueueEdits(tx: Store, callIds: string[], now: Instant): Promise<void> {
  for (let start = 0; start < callIds.length; start += rowsPerInsert) {
    const told = tx
      .selectFrom('news')
      .select('message_id')
      .where('call_id', 'in', callIds.slice(start, start + rowsPerInsert))
      .where('message_id', 'is not', null);
    await tx
      .updateTable('messages')
      .set({ edit_due_at: now + editDelayMs })
      .where('id', 'in', told as never)
      .where('calls', '=', 1)
      .where('edit_due_at', 'is', null)
      .execute();
  }
}

/** What waits to be told in one channel on one topic. */
export interface UntoldNews {
  channel: string;
  topic: string;
}

/**
 * Channels and topics with news that no message tells yet. A channel whose last bundle of the topic is not
 * settled is left out, so that its next bundle grows instead of a queue; so is one that refuses us.
 */
export async function untoldNews(store: Store): Promise<UntoldNews[]> {
  return store
    .selectFrom('news')
    .innerJoin('subscriptions', 'subscriptions.id', 'news.subscription_id')
    .where('news.message_id', 'is', null)
    .where('subscriptions.paused_at', 'is', null)
    .where((it) =>
      it.not(
        it.exists(
          it
            .selectFrom('messages')
            .select('messages.id')
            .whereRef('messages.channel', '=', 'news.channel')
            .whereRef('messages.kind', '=', 'news.topic')
            .where('messages.state', 'in', ['ready', 'posting', 'in-doubt']),
        ),
      ),
    )
    .select(['news.channel', 'news.topic'])
    .distinct()
    .execute();
}

/** Gives everything untold of a channel and topic to one message. @returns how many calls it tells. */
export async function bundleInto(
  tx: Store,
  { channel, topic }: UntoldNews,
  messageId: string,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('news')
    .set({ message_id: messageId })
    .where('channel', '=', channel)
    .where('topic', '=', topic)
    .where('message_id', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
