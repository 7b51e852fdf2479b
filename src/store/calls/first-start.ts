import type { Instant } from '../../calls/call.ts';
import { dayMs } from '../../calls/time/durations.ts';
import type { Database, Store } from '../engine/database.ts';
import { lockEndings } from '../engine/lock-endings.ts';
import { lastWrittenAt, readState, writeState } from '../engine/state.ts';

const stateKey = 'first-start';
/** By database: each poll asks, and once it is corrected it never changes. */
const corrected = new WeakMap<Store, Instant>();

/** When the bot ran for the very first time: what ended before is history. Null before that. */
export async function findFirstStart(store: Store): Promise<Instant | null> {
  const stored = await readState(store, stateKey);
  return typeof stored === 'number' ? stored : null;
}

/** The same, and now when this is the first time. Known before anything is read, or a kill would make it later. */
export async function firstStart(store: Store, now: Instant): Promise<Instant> {
  const known = corrected.get(store);
  if (known !== undefined) return known;
  const stored = await findFirstStart(store);
  if (stored === null) await writeState(store, stateKey, now, now);
  return stored ?? now;
}

const correctedKey = 'first-start-corrected';
/** An answer takes a while to arrive, and its time is given in full seconds. */
const noticedMs = 2_000;
/** How much later the given time may be, because of its seconds. What ends right after the start is not history. */
const roundedMs = 500;
/** A server that is further off than this does not know the time itself. */
const believedMs = dayMs;

const setBackKey = 'first-start-set-back';

/** The clock by which the first start was noted was put back before the first answer of Revox. */
export async function noteSetBack(tx: Store, byMs: number, now: Instant): Promise<void> {
  if ((await findFirstStart(tx)) === null || (await readState(tx, correctedKey)) !== null) return;
  await writeState(tx, setBackKey, (await setBackSince(tx)) + byMs, now);
}

async function setBackSince(store: Store): Promise<number> {
  return Number((await readState(store, setBackKey)) ?? 0);
}

/** What nobody has followed yet. */
async function setBackJustNow(tx: Store, now: Instant): Promise<number> {
  const aheadMs = (await lastWrittenAt(tx)) - now;
  return aheadMs > noticedMs ? aheadMs : 0;
}

/**
 * The first start by the clock by which calls end, corrected once: with ours ahead, calls of those minutes would be
 * history.
 * @param aheadMs how far our clock is ahead of it; null when unknown
 */
export async function correctedFirstStart(
  db: Database,
  aheadMs: number | null,
  now: Instant,
): Promise<Instant> {
  const startedAt = await firstStart(db, now);
  if (corrected.has(db)) return startedAt;
  const isCorrected = (await readState(db, correctedKey)) !== null;
  if (isCorrected) corrected.set(db, startedAt);
  if (aheadMs === null || isCorrected) return startedAt;
  // Ahead of a clock that is not believed. If ours is the wrong one, it will be put back, and that shows it.
  if (!isBelieved(aheadMs) && startedAt > now - aheadMs) return startedAt;
  return db.transaction().execute(async (tx) => {
    await lockEndings(tx);
    if ((await readState(tx, correctedKey)) !== null) return firstStart(tx, now);
    const setBackMs = (await setBackSince(tx)) + (await setBackJustNow(tx, now));
    const byTheirs = byTheirClock(startedAt, aheadMs, setBackMs);
    await writeState(tx, stateKey, byTheirs, now);
    await writeState(tx, correctedKey, true, now);
    return byTheirs;
  });
}

/**
 * @param setBackMs how far our clock was put back since, at least: what passed while nothing ran is not in it. So the
 * start was no later than it says, and not later either than by a clock that was right at first.
 */
function byTheirClock(startedAt: Instant, aheadMs: number, setBackMs: number): Instant {
  if (!isBelieved(aheadMs)) return startedAt;
  const offMs = Math.abs(aheadMs) > noticedMs ? aheadMs + roundedMs : 0;
  const corrected = startedAt - setBackMs - offMs;
  return setBackMs > 0 ? Math.min(startedAt, corrected) : corrected;
}

function isBelieved(aheadMs: number): boolean {
  return Math.abs(aheadMs) < believedMs;
}
