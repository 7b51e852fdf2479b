import { sql } from 'kysely';
import { type Call, type CallStatus, type Instant, openStatuses } from '../../calls/call.ts';
import { type LiveCalls, openForMs } from '../../calls/live-calls.ts';
import type { Store } from '../engine/database.ts';
import { readState } from '../engine/state.ts';
import { toCall } from './call-rows.ts';

/** Calls that ring or talk now, and how many wait for their turn. */
export async function liveCalls(store: Store, limit: number, now: Instant): Promise<LiveCalls> {
  const changedAfter = now - openForMs;
  const { inProgress, probablyOver } = await countOpen(store, changedAfter);
  return {
    calls: await openCalls(store, { limit, statuses: ['ongoing', 'ringing'], changedAfter }),
    inConversation: inProgress.get('ongoing') ?? 0,
    ringing: inProgress.get('ringing') ?? 0,
    queued: inProgress.get('queued') ?? 0,
    probablyOver,
    readAt: await lastReadAt(store),
  };
}

interface OpenCounts {
  inProgress: Map<string, number>;
  probablyOver: number;
}

async function countOpen(store: Store, changedAfter: Instant): Promise<OpenCounts> {
  const rows = await store
    .selectFrom('calls')
    .select((it) => [
      'status',
      it.fn.countAll<number>().as('count'),
      it.fn.countAll<number>().filterWhere('changed_at', '>=', changedAfter).as('recent'),
    ])
    .where('status', 'in', openStatuses)
    .where('ended_seq', 'is', null)
    .groupBy('status')
    .execute();
  return {
    inProgress: new Map(rows.map(({ status, recent }) => [status, Number(recent)])),
    probablyOver: rows.reduce((over, { count, recent }) => over + Number(count) - Number(recent), 0),
  };
}

async function lastReadAt(store: Store): Promise<number | null> {
  const poll = (await readState(store, 'poll')) as { lastGoodAt?: unknown } | null;
  return typeof poll?.lastGoodAt === 'number' ? poll.lastGoodAt : null;
}

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
