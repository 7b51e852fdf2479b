import { randomUUID } from 'node:crypto';

import type { Instant } from '../../calls/call.ts';
import { countRows } from '../engine/count-rows.ts';
import type { Store } from '../engine/database.ts';
import { resemblingIn } from './resembling.ts';
import { saidStates } from './showing-messages.ts';

/** Leaves it on the table. @returns false when this number is being erased already. */
export async function askErasure(
  tx: Store,
  phoneNumber: string,
  { askedBy, askedIn }: Pick<Erasure, 'askedBy' | 'askedIn'>,
  now: Instant,
): Promise<boolean> {
  const same = tx.selectFrom('erasures').select('id').where('phone_number', '=', phoneNumber);
  if ((await same.executeTakeFirst()) !== undefined) return false;
  await tx
    .insertInto('erasures')
    .values({
      id: randomUUID(),
      asked_by: askedBy,
      asked_in: askedIn,
      asked_at: now,
      phone_number: phoneNumber,
      erased_at: null,
      unedited: null,
      finished_at: null,
    })
    .execute();
  return true;
}

/** Those of which something is left to do, in the order in which they were asked for. */
export async function unfinishedErasures(store: Store): Promise<Erasure[]> {
  const unfinished = erasures(store).where('finished_at', 'is', null);
  return (await unfinished.orderBy('asked_at').orderBy('id').execute()).map(withResembling);
}

/** The record: who had something erased, when, and how much; the last first. */
export async function lastErasures(store: Store, limit: number): Promise<Erasure[]> {
  const last = erasures(store).orderBy('asked_at', 'desc').orderBy('id').limit(limit);
  return (await last.execute()).map(withResembling);
}

function erasures(store: Store) {
  return store
    .selectFrom('erasures')
    .select(['id', 'asked_by as askedBy', 'asked_in as askedIn', 'asked_at as askedAt', 'unedited'])
    .select(['phone_number as phoneNumber', 'calls', 'messages', 'quotes', 'resembling']);
}

function withResembling<Row extends { resembling: string }>(row: Row) {
  return { ...row, resembling: resemblingIn(row.resembling) };
}

type ErasureRow = Awaited<ReturnType<ReturnType<typeof erasures>['execute']>>[number];

/** The erasing of one person's data, from the asking on. */
export type Erasure = ReturnType<typeof withResembling<ErasureRow>>;

/** Whether calls were erased since then, or are being erased: what was read of them before must not be shown. */
export async function erasedSince(store: Store, since: Instant): Promise<boolean> {
  const row = await store
    .selectFrom('erasures')
    .select('id')
    .where((it) => it.or([it('phone_number', 'is not', null), it('erased_at', '>=', since)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The number itself goes from the record. */
export async function markErased(tx: Store, id: string, now: Instant): Promise<void> {
  await tx.updateTable('erasures').set({ phone_number: null, erased_at: now }).where('id', '=', id).execute();
}

/** @returns false when another process finished it. */
export async function finishErasure(
  store: Store,
  id: string,
  unedited: number,
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await store
    .updateTable('erasures')
    .set({ unedited, finished_at: now })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** How many of its messages are still to be edited. */
export function editsLeft(store: Store, id: string): Promise<number> {
  const said = store.selectFrom('messages').where('erasure_id', '=', id).where('state', 'in', saidStates);
  return countRows(
    said.where((it) => it.or([it('edit_due_at', 'is not', null), it('lease_until', 'is not', null)])),
  );
}

/** The messages that Slack does not let anybody of ours edit. */
export async function uneditedMessages(
  store: Store,
  id: string,
): Promise<{ channel: string; ts: string; sentAt: Instant | null }[]> {
  const rows = await store
    .selectFrom('messages')
    .select(['channel', 'ts', 'sent_at as sentAt'])
    .where('erasure_id', '=', id)
    .where('state', '=', 'sent')
    .orderBy('created_at')
    .execute();
  return rows.map(({ channel, ts, sentAt }) => ({ channel, ts: ts ?? '', sentAt }));
}
