import { type ExpressionBuilder, sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import type { Store } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';
import type { MessageState } from './messages.ts';

/** A message is edited this long after it counted a call, so that a burst is one edit. */
const editDelayMs = 30_000;
/** On such a message nobody could see what is counted. */
export const unseenStates: MessageState[] = ['parked', 'skipped'];

/** News was given to these messages: all of their news is counted, so that nothing counts twice. */
export async function recountMessages(tx: Store, messageIds: string[], now: Instant): Promise<void> {
  if (messageIds.length === 0) return;
  const editedSoon = (it: ExpressionBuilder<Tables, 'messages'>) =>
    it
      .case()
      .when(it.exists(snoozed(it, now)))
      .then(it.ref('edit_due_at'))
      .else(it.fn.coalesce('edit_due_at', sql.lit(now + editDelayMs)))
      .end();
  await tx
    .updateTable('messages')
    .set((it) => ({ calls: callsOn(it), edit_due_at: editedSoon(it) }))
    .where('id', 'in', messageIds)
    .execute();
  // What a compact message leaves out is in its thread.
  await tx
    .updateTable('messages')
    .set((it) => ({ edit_due_at: editedSoon(it) }))
    .where('parent_id', 'in', messageIds)
    .where('form', '=', 'detail')
    .execute();
}

/** The calls of a message are the news rows that name it. */
export function callsOn(it: ExpressionBuilder<Tables, 'messages'>) {
  return it
    .selectFrom('news')
    .select(({ fn }) => fn.countAll<number>().as('calls'))
    .whereRef('news.message_id', '=', 'messages.id')
    .$asScalar();
}

/** Nobody wants to see the card of its incident grow now. */
function snoozed(it: ExpressionBuilder<Tables, 'messages'>, now: Instant) {
  return it
    .selectFrom('incidents')
    .select('incidents.id')
    .whereRef('incidents.id', '=', 'messages.incident_id')
    .where('incidents.snoozed_until', '>', now);
}

/** Those of these messages that people see, or will. */
export async function seenAmong(store: Store, messageIds: string[]): Promise<Set<string>> {
  if (messageIds.length === 0) return new Set();
  const rows = await store
    .selectFrom('messages')
    .select('id')
    .where('id', 'in', messageIds)
    .where('state', 'not in', unseenStates)
    .execute();
  return new Set(rows.map(({ id }) => id));
}
