import { sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { erasedMarks, lockEndings } from '../calls/calls.ts';
import { type Database, isPostgres, type Store } from '../engine/database.ts';

/** Small enough that a batch never holds the database for long. */
const callsPerBatch = 100;

/**
 * Erases what could identify or quote a person: numbers, transcripts, recordings and extracted data. The bare
 * outcome stays, for counts and so that a call that was posted is known and never posted again.
 *
 * @param before A call is due when it ended before then, or was first seen before then: an end may be years ahead.
 * @returns how many calls were erased; fewer than a full batch means that nothing more is due.
 */
export async function eraseBatch(db: Database, before: Instant, now: Instant): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const due: number[] = [];
    for (const find of [endedBefore, endsLaterThanSeen, neverEnded]) {
      const found = await find(tx, before)
        .limit(callsPerBatch - due.length)
        .execute();
      due.push(...found.map(({ serial }) => serial));
    }
    await eraseCalls(tx, due, now);
    return due.length;
  });
}

function kept(tx: Store) {
  return tx.selectFrom('calls').select('serial').where('erased_at', 'is', null);
}

function endedBefore(tx: Store, before: Instant) {
  return kept(tx).where('ended_at', '<', before).orderBy('ended_at');
}

function endsLaterThanSeen(tx: Store, before: Instant) {
  return kept(tx)
    .whereRef('ended_at', '>', 'first_seen_at')
    .where('first_seen_at', '<', before)
    .where('ended_at', '>=', before)
    .orderBy('first_seen_at');
}

/** By what Revox says. */
function neverEnded(tx: Store, before: Instant) {
  return kept(tx).where('ended_at', 'is', null).where('changed_at', '<', before);
}

export const fullBatch = callsPerBatch;

/** Of 4 kB each: some are kept for what comes in next. */
const freePagesKept = 2_000;
const pagesAtOnce = 250;

/** Makes the file shorter by some of what was erased. @returns whether there is more to give back. */
export async function giveBackSpace(db: Database): Promise<boolean> {
  if (isPostgres(db)) return false;
  const { rows } = await sql<{
    free: number;
  }>`select freelist_count as free from pragma_freelist_count`.execute(db);
  const free = rows[0]?.free ?? 0;
  if (free <= freePagesKept) return false;
  await sql`pragma incremental_vacuum(${sql.lit(pagesAtOnce)})`.execute(db);
  return true;
}

/** Rows that could not be read may hold anything, so they go whole; of those that are still listed a mark is left. */
export async function forgetSetAside(store: Store, before: Instant): Promise<void> {
  await store.deleteFrom('set_aside').where('last_seen_at', '<', before).execute();
  await store
    .updateTable('set_aside')
    .set({ raw: '' })
    .where('first_seen_at', '<', before)
    .where('raw', '!=', '')
    .execute();
}

/** What Revox says of these calls later does not bring anything back, see `saveCalls`. */
export async function eraseCalls(tx: Store, serials: number[], now: Instant): Promise<void> {
  if (serials.length === 0) return;
  // A pass that read such a call before this would write it back.
  await lockEndings(tx);
  await tx
    .updateTable('calls')
    .set({ phone_number: null, phone_reversed: null, call_back: 0, erased_at: now })
    .set((it) => ({
      fingerprint: it
        .case()
        .when('ended_seq', 'is', null)
        .then(erasedMarks.open)
        .else(erasedMarks.ended)
        .end(),
    }))
    .where('serial', 'in', serials)
    .execute();
  await tx.deleteFrom('call_details').where('serial', 'in', serials).execute();
  await tx.deleteFrom('call_fields').where('serial', 'in', serials).execute();
}
