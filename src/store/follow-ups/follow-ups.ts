import type { Instant } from '../../calls/call.ts';
import { type FollowUp, type FollowUpState, unfinishedStates } from '../../calls/follow-ups/follow-up.ts';
import { countRows } from '../engine/count-rows.ts';
import type { Store } from '../engine/database.ts';
import { toFollowUp } from './follow-up-rows.ts';

/** Of a call; that of an earlier call where this one only moved it. */
export async function findFollowUp(store: Store, callId: string): Promise<FollowUp | null> {
  return (await followUpsOf(store, [callId])).get(callId) ?? null;
}

/** Of these calls, those that have none and moved none. */
export async function withoutFollowUp(store: Store, callIds: string[]): Promise<Set<string>> {
  const known = await followUpsOf(store, callIds);
  return new Set(callIds.filter((id) => !known.has(id)));
}

/** By the ids of the calls that were asked for: each shows its own, else the one that it moved to another time. */
export async function followUpsOf(store: Store, callIds: string[]): Promise<Map<string, FollowUp>> {
  if (callIds.length === 0) return new Map();
  const rows = await store
    .selectFrom('follow_ups')
    .selectAll()
    .where((it) => it.or([it('call_id', 'in', callIds), it('moved_by', 'in', callIds)]))
    .orderBy('call_id')
    .execute();
  const followUps = rows.map(toFollowUp);
  const own = followUps.map((it) => [it.callId, it] as const);
  const moved = followUps.flatMap((it) => (it.movedBy === null ? [] : [[it.movedBy, it] as const]));
  const byCall = new Map([...moved, ...own]);
  return new Map(callIds.flatMap((id) => (byCall.has(id) ? [[id, byCall.get(id) as FollowUp]] : [])));
}

/** Which ones; what is not said leaves none out. */
export interface WhichFollowUps {
  channel?: string;
  /** Null for nobody. */
  owner?: string | null;
  /** Those that are not finished, where nothing is said. */
  states?: readonly FollowUpState[];
  dueFrom?: Instant;
  dueBefore?: Instant;
  /** Made from then on, until before then. */
  made?: { from: Instant; to: Instant };
}

interface Page {
  limit: number;
  /** The last one of the page before. */
  after?: Pick<FollowUp, 'dueAt' | 'callId'> | null;
}

/** The first due first. */
export async function listFollowUps(store: Store, which: WhichFollowUps & Page): Promise<FollowUp[]> {
  const { after = null, limit } = which;
  const rows = await chosen(store, which)
    .selectAll()
    .$if(after !== null, (query) =>
      query.where((it) =>
        it(it.refTuple('due_at', 'call_id'), '>', it.tuple(after?.dueAt ?? 0, after?.callId ?? '')),
      ),
    )
    .orderBy('due_at')
    .orderBy('call_id')
    .limit(limit)
    .execute();
  return rows.map(toFollowUp);
}

export function countFollowUps(store: Store, which: WhichFollowUps): Promise<number> {
  return countRows(chosen(store, which));
}

/** Of these subscriptions, those that are not finished. */
export function countMadeBy(store: Store, subscriptionIds: string[]): Promise<number> {
  if (subscriptionIds.length === 0) return Promise.resolve(0);
  return countRows(chosen(store, {}).where('subscription_id', 'in', subscriptionIds));
}

function chosen(store: Store, which: WhichFollowUps) {
  const { channel, owner, states = unfinishedStates, dueFrom, dueBefore, made } = which;
  const isUnfinished = states.every((state) => unfinishedStates.includes(state));
  return (
    store
      .selectFrom('follow_ups')
      .where('state', 'in', states)
      // Says the same again, for the indexes.
      .$if(isUnfinished, (it) => it.where('ended_at', 'is', null))
      .$if(channel !== undefined, (it) => it.where('channel', '=', channel as string))
      .$if(owner !== undefined, (it) =>
        owner === null ? it.where('owner', 'is', null) : it.where('owner', '=', owner as string),
      )
      .$if(dueFrom !== undefined, (it) => it.where('due_at', '>=', dueFrom as number))
      .$if(dueBefore !== undefined, (it) => it.where('due_at', '<', dueBefore as number))
      .$if(made !== undefined, (it) =>
        it.where('made_at', '>=', made?.from ?? 0).where('made_at', '<', made?.to ?? 0),
      )
  );
}
