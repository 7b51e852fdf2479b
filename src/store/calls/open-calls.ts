import { sql } from 'kysely';

import { type Call, type CallStatus, type Instant, openStatuses } from '../../calls/call.ts';
import type { Store } from '../engine/database.ts';
import { toCall } from './call-rows.ts';

interface OpenCallsQuery {
  limit: number;
  statuses?: CallStatus[];
  /** Only those in which something changed since. */
  changedAfter?: Instant;
}

/** Calls waiting, ringing or in conversation, the latest first. */
export async function openCalls(
  store: Store,
  { limit, statuses = openStatuses, changedAfter = 0 }: OpenCallsQuery,
): Promise<Call[]> {
  const rows = await store
    .selectFrom('calls')
    .selectAll()
    .where('status', 'in', statuses)
    .where('ended_seq', 'is', null)
    .where('changed_at', '>=', changedAfter)
    .orderBy(sql`coalesce(started_at, first_seen_at)`, 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toCall);
}

/** Calls in a state that is new to us, of which nothing says that they ended. Few: the index on endings finds them. */
export function puzzlingCalls(store: Store) {
  return store
    .selectFrom('calls')
    .where('ended_seq', 'is', null)
    .where('erased_at', 'is', null)
    .where('status', 'not in', openStatuses);
}
