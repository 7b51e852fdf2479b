import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { type FollowUp, isUnfinished } from '../../calls/follow-ups/follow-up.ts';
import { dayListKey, unsaidAfter } from '../../calls/follow-ups/reminders.ts';
import { afterEvent, type FollowUpEvent, type PersonEvent } from '../../calls/follow-ups/state.ts';
import { dayAfter, localDate } from '../../calls/time/local-day.ts';
import { type Database, isPostgres, type Store } from '../engine/database.ts';
import { insertRows } from '../engine/insert-rows.ts';
import { inPieces } from '../engine/pieces.ts';
import type { FollowUpsTable } from '../engine/tables/follow-ups.ts';
import { rowOf, toFollowUp } from './follow-up-rows.ts';

/** As it is then; new where the event changed something. Where not, it says why: by its state, or its owner. */
export interface ChangedFollowUp {
  followUp: FollowUp;
  isNew: boolean;
}

/** Where a person did it, null for Home; what no person did is not recorded. */
export interface WhereAndWhen {
  channel: string | null;
  now: Instant;
}

/**
 * One event, once: a second one at the same moment waits for the row and finds it as it is by then. All messages that
 * show the call are edited.
 *
 * @param tx a transaction.
 * @returns null when there is no follow-up of that call.
 */
export async function changeFollowUp(
  tx: Store,
  callId: string,
  event: FollowUpEvent,
  where: WhereAndWhen,
): Promise<ChangedFollowUp | null> {
  const [changed] = await changeRows(tx, [{ callId, event }], where);
  if (changed?.isNew) await editCards(tx, [changed.followUp], where.now);
  return changed ?? null;
}

/** What happens to one. */
export interface Happening {
  callId: string;
  event: FollowUpEvent;
  /** When the call began that it rests on, where this changes it. */
  startedAt?: Instant | null;
}

/**
 * The same for many, each in its turn, in as few statements as one takes, and before messages of any: `editCards` is
 * asked for all of them.
 */
export async function changeRows(
  tx: Store,
  happenings: Happening[],
  { channel, now }: WhereAndWhen,
): Promise<ChangedFollowUp[]> {
  const rows = await lockFollowUps(tx, [...new Set(happenings.map(({ callId }) => callId))]);
  const changed = new Set<Row>();
  const results: ChangedFollowUp[] = [];
  for (const { callId, event, startedAt } of happenings) {
    const row = rows.get(callId);
    if (row === undefined) continue;
    const before = toFollowUp(row);
    const after = afterEvent(before, event, now);
    results.push({ followUp: after ?? before, isNew: after !== null });
    if (after === null) continue;
    Object.assign(row, changesOf(row, before, after, event, now));
    if (startedAt !== undefined) row.started_at = startedAt;
    changed.add(row);
    if ('by' in event) await record(tx, callId, event, { channel, now });
  }
  await insertRows(tx, 'follow_ups', [...changed], 'call_id');
  return results;
}

type Row = Selectable<FollowUpsTable>;

function changesOf({ reminded }: Row, before: FollowUp, after: FollowUp, event: FollowUpEvent, now: Instant) {
  const unsaid = unsaidAfter(before, event);
  return {
    ...rowOf(after),
    reminded: unsaid === null ? reminded : JSON.stringify({ ...JSON.parse(reminded), unsaid }),
    next_look_at: isUnfinished(after) || unsaid !== null ? now : null,
  };
}

/** Somebody left a channel: what they have there is open again. @returns how many. */
export async function openFollowUpsOf(
  db: Database,
  { owner, channel }: { owner: string; channel: string },
  now: Instant,
): Promise<number> {
  const theirs = await db
    .selectFrom('follow_ups')
    .select('call_id')
    .where('owner', '=', owner)
    .where('channel', '=', channel)
    .where('ended_at', 'is', null)
    .execute();
  for (const { call_id: id } of theirs)
    await db.transaction().execute((tx) => changeFollowUp(tx, id, { kind: 'owner-gone' }, { channel, now }));
  return theirs.length;
}

/** In one order, so that no two who do this wait for each other in a circle. */
async function lockFollowUps(tx: Store, ids: string[]): Promise<Map<string, Row>> {
  const rows: Row[] = [];
  for await (const some of inPieces(ids.toSorted())) {
    const found = tx.selectFrom('follow_ups').selectAll().where('call_id', 'in', some).orderBy('call_id');
    rows.push(...(await (isPostgres(tx) ? found.forUpdate() : found).execute()));
  }
  return new Map(rows.map((row) => [row.call_id, row]));
}

/** Without the words of a note, which are somebody's. */
async function record(tx: Store, callId: string, event: PersonEvent, { channel, now }: WhereAndWhen) {
  const done = event.kind === 'snooze' ? { done: event.kind, until: event.until } : { done: event.kind };
  await tx
    .insertInto('audit')
    .values({
      id: randomUUID(),
      changed_at: now,
      changed_by: event.by,
      channel: channel ?? '',
      setting: `follow-up:${callId}`,
      before: null,
      after: JSON.stringify({ kind: 'follow-up', ...done }),
      undo_of: null,
    })
    .execute();
}

/** Whatever shows the call or the one that moved it, threads too; the card of an incident only counts them. */
export async function editCards(tx: Store, followUps: FollowUp[], now: Instant): Promise<void> {
  const calls = followUps.flatMap(({ callId, movedBy }) => (movedBy === null ? [callId] : [callId, movedBy]));
  if (calls.length === 0) return;
  const told = tx
    .selectFrom('news')
    .select('message_id')
    .where('call_id', 'in', calls)
    .where('message_id', 'is not', null);
  const lists = await listsOf(tx, followUps, now);
  const showing = tx
    .selectFrom('messages')
    .select('id')
    .where((it) =>
      it.or([
        it('id', 'in', told as never),
        it('parent_id', 'in', told as never),
        ...(lists.length === 0 ? [] : [it('id', 'in', lists), it('parent_id', 'in', lists)]),
      ]),
    )
    .where('form', '!=', 'incident')
    // Always in one order, so that two who change something at once never wait for each other in a circle.
    .orderBy('id');
  const rows = await (isPostgres(tx) ? showing.forUpdate() : showing).execute();
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await tx.updateTable('messages').set({ edit_due_at: now }).where('id', 'in', ids).execute();
}

/** A list of what was due is kept up to date for so many days. */
const daysOfLists = 7;

/** The messages of the last days that list one of them among what is due, at its home or where it was escalated to. */
async function listsOf(tx: Store, followUps: FollowUp[], now: Instant): Promise<string[]> {
  const channels = new Set(
    followUps.flatMap(({ channel, rule: { escalate } }) =>
      escalate?.to === 'channel' ? [channel, escalate.channel] : [channel],
    ),
  );
  // Where the day began already, it is tomorrow in UTC or the day before.
  const dates = Array.from({ length: daysOfLists + 2 }, (_, back) =>
    dayAfter(localDate(now, 'UTC'), 1 - back),
  );
  const keys = [...channels].flatMap((channel) => dates.map((date) => dayListKey(channel, date)));
  const rows = await tx.selectFrom('messages').select('id').where('key', 'in', keys).execute();
  return rows.map(({ id }) => id);
}
