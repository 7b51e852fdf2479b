import type { DetailedCall } from '../../calls/call.ts';
import { asksOf } from '../../calls/follow-ups/due-time.ts';
import { needsCallBack } from '../../calls/follow-ups/needs-call-back.ts';
import { stillAsks } from '../../calls/follow-ups/rules/index.ts';
import type { FollowUpEvent } from '../../calls/follow-ups/state.ts';
import { findCallById } from '../calls/find-call.ts';
import { isPostgres, type Store } from '../engine/database.ts';
import { inPieces } from '../engine/pieces.ts';
import { type ChangedFollowUp, changeRows, type Happening } from './change-follow-up.ts';
import { type FollowUpContext, startOf } from './make-follow-ups.ts';

/**
 * What a call asks for may be changed in Revox after its end. Its follow-up goes along, or the one that it moved.
 *
 * @param edited Those that asked for a call-back before, or do now.
 * @returns the follow-ups that changed.
 */
export async function followEdits(
  tx: Store,
  edited: DetailedCall[],
  context: FollowUpContext,
): Promise<ChangedFollowUp[]> {
  const calls = new Map(edited.map((call) => [call.id, call]));
  const happenings: Happening[] = [];
  for await (const some of inPieces([...calls.keys()]))
    for (const row of await affectedBy(tx, some)) {
      const call = await restingOn(tx, row, calls);
      if (call === null) continue;
      happenings.push({ callId: row.call_id, event: eventOf(row, call, context), startedAt: startOf(call) });
    }
  const changed = await changeRows(tx, happenings, { channel: null, now: context.now });
  return changed.filter(({ isNew }) => isNew);
}

type Affected = Awaited<ReturnType<typeof affectedBy>>[number];

/** Those that a person ended stay as they are. */
async function affectedBy(tx: Store, ids: string[]) {
  const rows = tx
    .selectFrom('follow_ups')
    .select(['call_id', 'moved_by', 'subscription_id', 'rule'])
    .where((it) => it.or([it('call_id', 'in', ids), it('moved_by', 'in', ids)]))
    .where((it) =>
      it.or([
        it('ended_at', 'is', null),
        it.and([it('state', '=', 'not-needed'), it('ended_by', 'is', null)]),
      ]),
    )
    .orderBy('call_id');
  return (isPostgres(tx) ? rows.forUpdate() : rows).execute();
}

/**
 * The call by which it goes now: the last that moved it, or its own, where that one asks for nothing any more.
 *
 * @returns null where that one did not change.
 */
async function restingOn(
  tx: Store,
  { call_id: own, moved_by: mover }: Affected,
  edited: Map<string, DetailedCall>,
): Promise<DetailedCall | null> {
  if (mover === null) return edited.get(own) ?? null;
  const moving = edited.get(mover);
  if (moving === undefined || needsCallBack(moving) !== null) return moving ?? null;
  return edited.get(own) ?? findCallById(tx, own);
}

function eventOf(row: Affected, call: DetailedCall, { hoursOf, now }: FollowUpContext): FollowUpEvent {
  const rule = JSON.parse(row.rule);
  const isOwn = call.id === row.call_id;
  if (isOwn && !stillAsks(rule, call)) return { kind: 'unask' };
  const asks = asksOf(call, rule, hoursOf(row.subscription_id), now);
  return { kind: 'reask', movedBy: isOwn ? null : call.id, ...asks };
}
