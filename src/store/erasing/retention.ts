import { sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { erasedMarks } from '../calls/calls.ts';
import { forgetFields } from '../calls/forget-fields.ts';
import { type Database, isPostgres, type Store } from '../engine/database.ts';
import { lockEndings } from '../engine/lock-endings.ts';
import { keepFieldTallies } from '../tallies/fields/keep-field-tallies.ts';
import { keepTallies } from '../tallies/keep-tallies.ts';

/** Small enough that a batch never holds the database for long. */
const callsPerBatch = 100;
const fewestPerBatch = 25;
/** A batch aims at this, and leaves room for what nobody foresees: a disk that is busy, other passes. */
const aimMs = 15;

/**
 * Erases all that is due, batch by batch, each as large as fits the time that the one before took.
 *
 * @returns how many calls were erased by each; what comes between two of them is up to the caller.
 */
export async function* eraseDue(
  db: Database,
  before: Instant,
  now: () => Instant,
  elapsedMs = () => performance.now(),
): AsyncGenerator<number, void> {
  let size = callsPerBatch;
  for (;;) {
    const startedAt = elapsedMs();
    const erased = await eraseBatch(db, before, now(), size);
    const tookMs = elapsedMs() - startedAt;
    if (erased > 0) yield erased;
    if (erased < size) return;
    size = sizeAfter(size, tookMs);
  }
}

/** Half as many at the least, half as many again at most, so that one batch that was held up decides little. */
function sizeAfter(size: number, tookMs: number): number {
  const fitting = Math.round(size * Math.min(Math.max(aimMs / tookMs, 0.5), 1.5));
  return Math.min(Math.max(fitting, fewestPerBatch), callsPerBatch);
}

/**
 * Erases what could identify or quote a person: numbers, transcripts, recordings and extracted data. The bare
 * outcome stays, for counts and so that a call that was posted is known and never posted again.
 *
 * @param before A call is due when it ended before then, or was first seen before then: an end may be years ahead.
 * @returns how many calls were erased; fewer than a full batch means that nothing more is due.
 */
export async function eraseBatch(
  db: Database,
  before: Instant,
  now: Instant,
  most = callsPerBatch,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const due: number[] = [];
    for (const find of [endedBefore, endsLaterThanSeen, neverEnded]) {
      if (due.length === most) break;
      const found = await find(tx, before)
        .limit(most - due.length)
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
  await forgetFollowUps(tx, serials);
  await countWithoutCallBacks(tx, serials);
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
  await forgetWithCounts(tx, serials);
}

/** The counts of extracted fields are about what is stored. */
async function forgetWithCounts(tx: Store, serials: number[]): Promise<void> {
  const calls = await tx
    .selectFrom('calls')
    .select(['serial', 'ended_at', 'status', 'result', 'dial_error'])
    .where('serial', 'in', serials)
    .execute();
  await keepFieldTallies(tx, await forgetFields(tx, calls));
}

/** What is wished, and noted, is somebody's words. */
async function forgetFollowUps(tx: Store, serials: number[]): Promise<void> {
  await tx
    .deleteFrom('follow_ups')
    .where('call_id', 'in', (it) => it.selectFrom('calls').select('id').where('serial', 'in', serials))
    .execute();
}

/** Of all that is counted of a call, only this goes: whether it asked for a call-back. */
async function countWithoutCallBacks(tx: Store, serials: number[]): Promise<void> {
  const asking = await tx
    .selectFrom('calls')
    .selectAll()
    .where('serial', 'in', serials)
    .where('call_back', '=', 1)
    .execute();
  const changes = asking.map((before) => ({ before, after: { ...before, call_back: 0 } }));
  await keepTallies(tx, changes);
}
