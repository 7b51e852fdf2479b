import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import type { Resembling } from '../../calls/held.ts';
import { countRows } from '../engine/count-rows.ts';
import type { Store } from '../engine/database.ts';
import type { ErasuresTable } from '../engine/tables.ts';
import { resemblingIn } from './resembling.ts';
import { saidStates } from './showing-messages.ts';

/** The erasing of one person's data, from the asking on. */
export interface Erasure {
  id: string;
  askedBy: string;
  /** The channel where that was, if any. */
  askedIn: string | null;
  askedAt: Instant;
  /** Null as soon as it is erased too. */
  phoneNumber: string | null;
  calls: number;
  messages: number;
  quotes: number;
  resembling: Resembling[];
  /** Messages that could not be edited; null until that is known. */
  unedited: number | null;
}

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
  const rows = await store
    .selectFrom('erasures')
    .selectAll()
    .where('finished_at', 'is', null)
    .orderBy('asked_at')
    .orderBy('id')
    .execute();
  return rows.map(toErasure);
}

/** The record: who had something erased, when, and how much; the last first. */
export async function lastErasures(store: Store, limit: number): Promise<Erasure[]> {
  const rows = await store
    .selectFrom('erasures')
    .selectAll()
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toErasure);
}

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

function toErasure(row: Selectable<ErasuresTable>): Erasure {
  return {
    id: row.id,
    askedBy: row.asked_by,
    askedIn: row.asked_in,
    askedAt: row.asked_at,
    phoneNumber: row.phone_number,
    calls: row.calls,
    messages: row.messages,
    quotes: row.quotes,
    resembling: resemblingIn(row.resembling),
    unedited: row.unedited,
  };
}
