import { type ExpressionBuilder, sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import type { Incident } from '../../calls/incident.ts';
import { spike } from '../../calls/incidents/spike.ts';
import { dialErrorOf } from '../../calls/incidents/watches.ts';
import type { SpikeCard } from '../../calls/news.ts';
import type { Store } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';
import type { MessageState } from '../messages/messages.ts';
import { findIncident } from './incidents.ts';

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
      edit_due_at: it.fn.coalesce('edit_due_at', sql.lit(now + editDelayMs)),
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

/** Somebody looks after it, and every card says who. @returns it as it is then; null when there is none. */
export async function acknowledgeIncident(
  tx: Store,
  id: string,
  by: string,
  now: Instant,
): Promise<{ incident: Incident; isNew: boolean } | null> {
  const { numUpdatedRows } = await tx
    .updateTable('incidents')
    .set({ acknowledged_by: by, acknowledged_at: now })
    .where('id', '=', id)
    .where('acknowledged_by', 'is', null)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow();
  const isNew = numUpdatedRows > 0n;
  if (isNew) await editCards(tx, id, now);
  const incident = await findIncident(tx, id);
  return incident && { incident, isNew };
}

async function editCards(tx: Store, incidentId: string, now: Instant): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ edit_due_at: now })
    .where('incident_id', '=', incidentId)
    .where('thread_ts', 'is', null)
    .execute();
}
