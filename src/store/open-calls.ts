import { sql } from 'kysely';

import type { Call, CallStatus } from '../calls/call.ts';
import { toCall } from './call-rows.ts';
import type { Store } from './database.ts';

/** Calls waiting, ringing or in conversation, the latest first. */
export async function openCalls(
  store: Store,
  limit: number,
  statuses: CallStatus[] = ['ongoing', 'ringing', 'queued'],
): Promise<Call[]> {
  const rows = await store
    .selectFrom('calls')
    .selectAll()
    .where('status', 'in', statuses)
    .where('ended_seq', 'is', null)
    .orderBy(sql`coalesce(started_at, first_seen_at)`, 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toCall);
}
