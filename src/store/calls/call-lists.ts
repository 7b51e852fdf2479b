import type { Call, CallInBrief, Instant } from '../../calls/call.ts';
import type { Store } from '../engine/database.ts';
import { callsInBrief } from './calls-in-brief.ts';
import { filterExpression } from './filter-sql.ts';
import { findFirstStart } from './first-start.ts';
import { type CallKey, type CallList, type Direction, nearestCalls } from './nearest-calls.ts';

export { findCall, findCallById } from './find-call.ts';
export { openCalls } from './live-calls.ts';
export type { CallKey } from './nearest-calls.ts';

export interface CallListQuery extends CallList {
  /** The page that follows this row towards older calls: its predecessor's last row. */
  before?: CallKey | undefined;
  /** The page that ends before this row, towards newer calls: its successor's first row. */
  after?: CallKey | undefined;
  limit?: number;
}

export interface CallListPage {
  /** Newest first. */
  calls: CallInBrief[];
  older: boolean;
  newer: boolean;
}

const usualLimit = 10;
const mostCounted = 1000;
const mostExamined = 10_000;

/** A page of ended calls. */
export async function listCalls(store: Store, query: CallListQuery): Promise<CallListPage> {
  const { before, after, limit = usualLimit } = query;
  if (after !== undefined) {
    const { calls, goesOn, goesBack } = await turn(store, query, 'newer', after, limit);
    return { calls: await inBrief(store, calls.reverse()), older: goesBack, newer: goesOn };
  }
  const { calls, goesOn, goesBack } = await turn(store, query, 'older', before, limit);
  return { calls: await inBrief(store, calls), older: goesOn, newer: goesBack };
}

/** With what was extracted from each, which lists find without. */
async function inBrief(store: Store, calls: Call[]): Promise<CallInBrief[]> {
  const ids = calls.map(({ id }) => id);
  const brief = await callsInBrief(store, ids);
  return calls.map((call) => brief.get(call.id) ?? call);
}

/** A page in the direction of reading, the nearest call first, and whether the list goes on at either end. */
async function turn(
  store: Store,
  list: CallList,
  direction: Direction,
  from: CallKey | undefined,
  limit: number,
): Promise<{ calls: Call[]; goesOn: boolean; goesBack: boolean }> {
  const found = await nearestCalls(store, list, direction, from, limit + 1);
  const calls = found.slice(0, limit);
  const goesBack = from !== undefined && (await isPreceded(store, list, direction, calls[0]));
  return { calls, goesOn: found.length > limit, goesBack };
}

async function isPreceded(store: Store, list: CallList, direction: Direction, first: Call | undefined) {
  // An empty page lies beyond the row that it was asked for.
  if (first === undefined) return true;
  const key = { id: first.id, endedAt: first.endedAt as Instant };
  const preceding = await nearestCalls(store, list, direction === 'older' ? 'newer' : 'older', key, 1);
  return preceding.length > 0;
}

/**
 * The calls of a message are settled when it is made, so nothing newer belongs to it.
 *
 * @returns the matching endings recorded since the list was opened; 1,000 stands for that many or more
 */
export async function countNewer(
  store: Store,
  { filter, context, anchor, messageId }: CallList,
): Promise<number> {
  if (messageId) return 0;
  // The inner limit makes both databases walk the new endings, which are few, and not all calls that match.
  const recorded = store.selectFrom('calls').selectAll().where('ended_seq', '>', anchor).limit(mostExamined);
  const since = store
    .selectFrom(recorded.as('calls'))
    .select('calls.id')
    .where(filterExpression(filter, context))
    // History that is imported meanwhile is recorded late, but it is not newer.
    .where('calls.ended_at', '>=', (await findFirstStart(store)) ?? 0)
    .limit(mostCounted);
  const row = await store
    .selectFrom(since.as('since'))
    .select((it) => it.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The last ending recorded so far: what a list that is opened now shows. */
export async function currentAnchor(store: Store): Promise<number> {
  const row = await store
    .selectFrom('calls')
    .select((it) => it.fn.max('ended_seq').as('last'))
    .executeTakeFirstOrThrow();
  return row.last ?? 0;
}

/** When the first call of all that are stored ended: how far back a list can look. */
export async function oldestEnd(store: Store): Promise<Instant | null> {
  const row = await store
    .selectFrom('calls')
    .select((it) => it.fn.min('ended_at').as('oldest'))
    .executeTakeFirstOrThrow();
  return row.oldest;
}
