import type { Instant } from '../../calls/call.ts';
import type { FollowUp } from '../../calls/follow-ups/follow-up.ts';
import type { Reminded } from '../../calls/follow-ups/reminders.ts';
import type { Store } from '../engine/database.ts';
import type { MessageState } from '../messages/messages.ts';
import { toFollowUp } from './follow-up-rows.ts';

/** A follow-up about which something may be due. */
export interface FollowUpToLookAt {
  followUp: FollowUp;
  reminded: Reminded;
  /** Whose options say when people work. */
  subscriptionId: string;
}

/** The message of its home that shows the call. */
export interface Card {
  messageId: string;
  channel: string;
  ts: string | null;
}

/** When something may be due first; null when nothing ever is. */
export async function nextFollowUpAt(store: Store): Promise<Instant | null> {
  const { next } = await store
    .selectFrom('follow_ups')
    .select((it) => it.fn.min('next_look_at').as('next'))
    .where('next_look_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return next;
}

export async function followUpsToLookAt(
  store: Store,
  now: Instant,
  limit: number,
): Promise<FollowUpToLookAt[]> {
  const rows = await store
    .selectFrom('follow_ups')
    .selectAll()
    .where('next_look_at', '<=', now)
    .orderBy('next_look_at')
    .orderBy('call_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    followUp: toFollowUp(row),
    reminded: JSON.parse(row.reminded) as Reminded,
    subscriptionId: row.subscription_id,
  }));
}

/**
 * Keeps what was sent about a follow-up and when to look again, unless it changed since it was read: then nothing is
 * kept, and it is looked at again.
 *
 * @param tx the transaction that leaves the message.
 */
export async function keepReminded(
  tx: Store,
  { followUp, reminded: before }: FollowUpToLookAt,
  { reminded, nextAt }: { reminded: Reminded; nextAt: Instant | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('follow_ups')
    .set({ reminded: JSON.stringify(reminded), next_look_at: nextAt })
    .where('call_id', '=', followUp.callId)
    .where('changed_at', '=', followUp.changedAt)
    .where('state', '=', followUp.state)
    .where('due_at', '=', followUp.dueAt)
    .where('reminded', '=', JSON.stringify(before))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

const inSlackSoon: readonly MessageState[] = ['sent', 'ready', 'posting', 'in-doubt'];

/** The cards of these calls in one channel, where they are posted or about to be. */
export async function cardsIn(store: Store, channel: string, callIds: string[]): Promise<Map<string, Card>> {
  if (callIds.length === 0) return new Map();
  const rows = await store
    .selectFrom('news')
    .innerJoin('messages', 'messages.id', 'news.message_id')
    .select(['news.call_id', 'messages.id', 'messages.ts', 'messages.channel'])
    .where('news.call_id', 'in', callIds)
    .where('news.channel', '=', channel)
    .where('messages.state', 'in', inSlackSoon)
    .orderBy('messages.created_at', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.call_id, { messageId: row.id, ts: row.ts, channel: row.channel }]));
}
