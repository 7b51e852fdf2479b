import type { Instant } from '../../calls/call.ts';
import { spike } from '../../calls/incidents/spike.ts';
import { dialErrorOf } from '../../calls/incidents/watches.ts';
import type { SpikeCard } from '../../calls/news.ts';
import type { Store } from '../engine/database.ts';
import { recountMessages, unseenStates } from '../messages/counting.ts';

/** The cards of spikes that last: on them calls are counted. */
export async function spikeCards(store: Store): Promise<SpikeCard[]> {
  const rows = await store
    .selectFrom('incidents')
    .innerJoin('messages', 'messages.incident_id', 'incidents.id')
    .select(['messages.id as messageId', 'messages.channel', 'incidents.about'])
    .where('incidents.kind', '=', spike.kind)
    .where('incidents.closed_at', 'is', null)
    .where('messages.thread_ts', 'is', null)
    .where('messages.state', 'not in', unseenStates)
    .orderBy('incidents.opened_at')
    .orderBy('messages.id')
    .execute();
  return rows.map(({ about, ...card }) => ({ ...card, dialError: dialErrorOf({ kind: spike.kind, about }) }));
}

/** Dial errors of which there is a spike now, in whichever channel. */
export async function spikingErrors(store: Store): Promise<Set<string>> {
  const rows = await store
    .selectFrom('incidents')
    .select('about')
    .where('kind', '=', spike.kind)
    .where('closed_at', 'is', null)
    .execute();
  return new Set(rows.map(({ about }) => dialErrorOf({ kind: spike.kind, about })));
}

/** Spikes that were open then or later, in whichever channel. */
export async function spikesSince(store: Store, from: Instant) {
  const rows = await store
    .selectFrom('incidents')
    .select(['about', 'opened_at', 'closed_at'])
    .where('kind', '=', spike.kind)
    .where((it) => it.or([it('closed_at', 'is', null), it('closed_at', '>', from)]))
    .execute();
  return rows.map(({ about, opened_at, closed_at }) => ({
    dialError: dialErrorOf({ kind: spike.kind, about }),
    from: opened_at,
    to: closed_at ?? Number.POSITIVE_INFINITY,
  }));
}

/** Calls that the open cards are about, and that have no message yet, are counted on them. */
export async function takeUntold(tx: Store, now: Instant): Promise<void> {
  const cards = await spikeCards(tx);
  for (const { messageId, channel, dialError } of cards)
    await tx
      .updateTable('news')
      .set({ message_id: messageId })
      .where('channel', '=', channel)
      .where('message_id', 'is', null)
      .where('mute_id', 'is', null)
      .where('subscription_id', 'in', (it) =>
        it
          .selectFrom('subscriptions')
          .select('id')
          .where('subscriptions.channel', '=', channel)
          .where('paused_at', 'is', null),
      )
      .where((it) =>
        it.exists(
          it
            .selectFrom('calls')
            .select('calls.id')
            .whereRef('calls.id', '=', 'news.call_id')
            .where('calls.dial_error', '=', dialError),
        ),
      )
      .execute();
  await recountMessages(tx, [...new Set(cards.map(({ messageId }) => messageId))], now);
}

/** Dial errors of spikes that are snoozed: nobody is mentioned for them. */
export async function snoozedErrors(store: Store, now: Instant): Promise<string[]> {
  const rows = await store
    .selectFrom('incidents')
    .select('about')
    .where('kind', '=', spike.kind)
    .where('closed_at', 'is', null)
    .where('snoozed_until', '>', now)
    .execute();
  return rows.map(({ about }) => dialErrorOf({ kind: spike.kind, about }));
}

/** Whether one of its cards is in that channel. */
export async function hasCardIn(store: Store, incidentId: string, channel: string): Promise<boolean> {
  const card = await store
    .selectFrom('messages')
    .select('id')
    .where('incident_id', '=', incidentId)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return card !== undefined;
}
