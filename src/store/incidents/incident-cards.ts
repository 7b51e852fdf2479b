import { type ExpressionBuilder, sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { spike } from '../../calls/incidents/spike.ts';
import { dialErrorOf } from '../../calls/incidents/watches.ts';
import type { SpikeCard } from '../../calls/news.ts';
import type { Store } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';
import type { MessageState } from '../messages/messages.ts';

/** A card is edited this long after it counted a call, so that a burst is one edit. */
const editDelayMs = 30_000;
/** On such a card nobody could see what is counted. */
const unseenStates: MessageState[] = ['parked', 'skipped'];

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

/** News was given to these cards: they say how many calls they count. Counted again, so that nothing counts twice. */
export async function recountCards(tx: Store, messageIds: string[], now: Instant): Promise<void> {
  if (messageIds.length === 0) return;
  await tx
    .updateTable('messages')
    .set((it) => ({
      calls: callsOn(it),
      edit_due_at: it
        .case()
        .when(it.exists(snoozed(it, now)))
        .then(it.ref('edit_due_at'))
        .else(it.fn.coalesce('edit_due_at', sql.lit(now + editDelayMs)))
        .end(),
    }))
    .where('id', 'in', messageIds)
    .execute();
}

function callsOn(it: ExpressionBuilder<Tables, 'messages'>) {
  return it
    .selectFrom('news')
    .select(({ fn }) => fn.countAll<number>().as('calls'))
    .whereRef('news.message_id', '=', 'messages.id')
    .$asScalar();
}

function snoozed(it: ExpressionBuilder<Tables, 'messages'>, now: Instant) {
  return it
    .selectFrom('incidents')
    .select('incidents.id')
    .whereRef('incidents.id', '=', 'messages.incident_id')
    .where('incidents.snoozed_until', '>', now);
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
