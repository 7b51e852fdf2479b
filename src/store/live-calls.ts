import type { LiveCalls } from '../calls/live-calls.ts';
import type { Store } from './database.ts';
import { openCalls } from './open-calls.ts';
import { readState } from './state.ts';

/** Calls that ring or talk now, and how many wait for their turn. */
export async function liveCalls(store: Store, limit: number): Promise<LiveCalls> {
  const counts = await countOpen(store);
  return {
    calls: await openCalls(store, limit, ['ongoing', 'ringing']),
    inConversation: counts.get('ongoing') ?? 0,
    ringing: counts.get('ringing') ?? 0,
    queued: counts.get('queued') ?? 0,
    readAt: await lastReadAt(store),
  };
}

async function countOpen(store: Store): Promise<Map<string, number>> {
  const rows = await store
    .selectFrom('calls')
    .select((it) => ['status', it.fn.countAll<number>().as('count')])
    .where('status', 'in', ['ongoing', 'ringing', 'queued'])
    .where('ended_seq', 'is', null)
    .groupBy('status')
    .execute();
  return new Map(rows.map(({ status, count }) => [status, Number(count)]));
}

async function lastReadAt(store: Store): Promise<number | null> {
  const poll = (await readState(store, 'poll')) as { lastGoodAt?: unknown } | null;
  return typeof poll?.lastGoodAt === 'number' ? poll.lastGoodAt : null;
}
