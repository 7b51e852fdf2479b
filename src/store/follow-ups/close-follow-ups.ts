import { type Selectable, type SqlBool, sql } from 'kysely';

import type { CallInBrief, DetailedCall } from '../../calls/call.ts';
import { type Closing, closingsOf, type Later } from '../../calls/follow-ups/closing.ts';
import { asksOf } from '../../calls/follow-ups/due-time.ts';
import type { FollowUp } from '../../calls/follow-ups/follow-up.ts';
import { reversedDigits } from '../../calls/numbers/phone.ts';
import { toCallInBrief } from '../calls/call-rows.ts';
import type { Store } from '../engine/database.ts';
import { inPieces } from '../engine/pieces.ts';
import type { FollowUpsTable } from '../engine/tables/follow-ups.ts';
import { type ChangedFollowUp, changeRows, editCards, type Happening } from './change-follow-up.ts';
import { followEdits } from './follow-edits.ts';
import { toFollowUp } from './follow-up-rows.ts';
import { followUpsOf } from './follow-ups.ts';
import type { FollowUpContext } from './make-follow-ups.ts';

/**
 * Follow-ups go along with what Revox changed of their calls, and later calls settle those to their numbers, or move
 * them to another time, whichever of the two was stored first. Rows are changed before messages, so that no person
 * and this wait for each other.
 *
 * @param made The calls whose follow-ups are new.
 * @param closing The calls that are new or changed, and may close something.
 * @param edited The calls that are changed, and ask for another call or did.
 */
export async function closeFollowUps(
  tx: Store,
  { edited, ...calls }: { made: string[]; closing: Called[]; edited: DetailedCall[] },
  context: FollowUpContext,
): Promise<void> {
  const changed = [...(await followEdits(tx, edited, context)), ...(await closeByLater(tx, calls, context))];
  const followUps = changed.map(({ followUp }) => followUp);
  await editCards(tx, followUps, context.now);
}

async function closeByLater(
  tx: Store,
  { made, closing }: { made: string[]; closing: Called[] },
  context: FollowUpContext,
): Promise<ChangedFollowUp[]> {
  const pairs = new Map<string, Later & Subscribed>();
  const add = (some: (Later & Subscribed)[]) => {
    for (const pair of some) pairs.set(`${pair.followUp.callId} ${pair.call.id}`, pair);
  };
  for await (const some of inPieces(made)) add(await pairsOf(tx, { made: some }, new Set(made)));
  for await (const some of inPieces(await toOpenNumbers(tx, closing)))
    add(await pairsOf(tx, { closing: some }, new Set(made)));
  if (pairs.size === 0) return [];
  const closings = closingsOf([...pairs.values()]);
  const subscriptions = new Map([...pairs.values()].map((it) => [it.followUp.callId, it.subscriptionId]));
  const happenings = closings.flatMap((closing) => happeningOf(closing, subscriptions, context));
  const changed = await changeRows(tx, happenings, { channel: null, now: context.now });
  const withdrawn = closings.flatMap((closing) => (closing.kind === 'withdraw' ? [closing.callId] : []));
  await withdraw(tx, withdrawn);
  return changed.filter(({ isNew }) => isNew);
}

type Called = Pick<DetailedCall, 'id' | 'phoneNumber'>;

/** Those to a number to which a follow-up is open: of all that are saved they are few. */
async function toOpenNumbers(tx: Store, calls: Called[]): Promise<Called[]> {
  const open = new Set<string | null>();
  for await (const some of inPieces(numbersOf(calls))) {
    const rows = await tx
      .selectFrom('follow_ups')
      .select('phone_reversed')
      .where('ended_at', 'is', null)
      .where('phone_reversed', 'in', some)
      .execute();
    for (const { phone_reversed } of rows) open.add(phone_reversed);
  }
  return calls.filter(({ phoneNumber }) => open.has(reversedDigits(phoneNumber) ?? ''));
}

function numbersOf(calls: Called[]): string[] {
  return [...new Set(calls.flatMap(({ phoneNumber }) => reversedDigits(phoneNumber) ?? []))];
}

interface Subscribed {
  subscriptionId: string;
}

async function pairsOf(tx: Store, chosen: { made: string[] } | { closing: Called[] }, made: Set<string>) {
  const rows = await tx
    .selectFrom('follow_ups')
    .innerJoin('calls as later', 'later.phone_reversed', 'follow_ups.phone_reversed')
    .leftJoin('call_details', 'call_details.serial', 'later.serial')
    .selectAll('later')
    .select('call_details.structured_output')
    .select(['follow_ups.call_id', 'follow_ups.started_at as rests_on'])
    .where('follow_ups.ended_at', 'is', null)
    .where('later.ended_seq', 'is not', null)
    .where(sql<SqlBool>`coalesce(later.started_at, later.ended_at) > follow_ups.started_at`)
    // For the index: what began later ended later, and earlier calls to the number are many.
    .whereRef('later.ended_at', '>', 'follow_ups.started_at')
    .where((it) =>
      'made' in chosen
        ? it.and([
            it('follow_ups.call_id', 'in', chosen.made),
            // Of calls that were stored before, those alone count.
            it.or([it('later.result', '=', 'human'), it('later.call_back', '=', 1)]),
          ])
        : it.and([
            it(
              'later.id',
              'in',
              chosen.closing.map(({ id }) => id),
            ),
            // Or Postgres looks up the calls of every open follow-up.
            it('follow_ups.phone_reversed', 'in', numbersOf(chosen.closing)),
          ]),
    )
    .execute();
  const followUps = await rowsOf(tx, [...new Set(rows.map(({ call_id }) => call_id))]);
  const known = await followUpsOf(tx, [...new Set(rows.map(({ id }) => id))]);
  return rows.flatMap(({ call_id, rests_on, ...later }) => {
    const row = followUps.get(call_id);
    if (row === undefined) return [];
    const call: CallInBrief = toCallInBrief(later);
    const pair = { followUp: toFollowUp(row), subscriptionId: row.subscription_id, restsOn: rests_on ?? 0 };
    const own = ownOf(later.id, known.get(later.id), made);
    return [{ ...pair, call, callStartedAt: later.started_at ?? later.ended_at ?? 0, own }];
  });
}

/** One that the call moved is its own, too. */
function ownOf(callId: string, known: FollowUp | undefined, made: Set<string>): Later['own'] {
  if (known === undefined) return 'none';
  return known.callId === callId && made.has(callId) ? 'new' : 'older';
}

async function rowsOf(tx: Store, ids: string[]): Promise<Map<string, Selectable<FollowUpsTable>>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('follow_ups').selectAll().where('call_id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.call_id, row]));
}

function happeningOf(
  closing: Closing,
  subscriptions: Map<string, string>,
  { hoursOf, now }: FollowUpContext,
): Happening[] {
  if (closing.kind === 'withdraw') return [];
  const { followUp, call } = closing;
  const { callId, rule } = followUp;
  if (closing.kind === 'settle') return [{ callId, event: { kind: 'settle', call: call.id } }];
  const asks = asksOf(call, rule, hoursOf(subscriptions.get(callId) ?? ''), now);
  return [{ callId, event: { kind: 'move', call: call.id, ...asks }, startedAt: closing.callStartedAt }];
}

async function withdraw(tx: Store, callIds: string[]): Promise<void> {
  for await (const some of inPieces(callIds))
    await tx.deleteFrom('follow_ups').where('call_id', 'in', some).execute();
}
