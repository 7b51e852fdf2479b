import type { Instant } from '../calls/call.ts';
import { lockEndings } from './calls.ts';
import type { Database, Store } from './database.ts';
import { readState, writeState } from './state.ts';

const stateKey = 'first-start';

/** When the bot ran for the very first time: what ended before is history. Null before that. */
export async function findFirstStart(store: Store): Promise<Instant | null> {
  const stored = await readState(store, stateKey);
  return typeof stored === 'number' ? stored : null;
}

/** The same, and now when this is the first time. Known before anything is read, or a kill would make it later. */
export async function firstStart(store: Store, now: Instant): Promise<Instant> {
  const stored = await findFirstStart(store);
  if (stored === null) await writeState(store, stateKey, now, now);
  return stored ?? now;
}

const correctedKey = 'first-start-corrected';
/** An answer is on its way for a while, and its time is told in whole seconds. */
const noticedMs = 2_000;
/** A server that is further off than this does not know the time itself. */
const believedMs = 24 * 60 * 60_000;

/**
 * The first start by the clock by which calls end, corrected once: with ours ahead, calls of those minutes would be
 * history.
 * @param aheadMs how far our clock is ahead of it; null when nobody told
 */
export async function correctedFirstStart(
  db: Database,
  aheadMs: number | null,
  now: Instant,
): Promise<Instant> {
  const startedAt = await firstStart(db, now);
  if (aheadMs === null || (await readState(db, correctedKey)) !== null) return startedAt;
  return db.transaction().execute(async (tx) => {
    await lockEndings(tx);
    if ((await readState(tx, correctedKey)) !== null) return firstStart(tx, now);
    const offMs = Math.abs(aheadMs);
    const corrected = offMs > noticedMs && offMs < believedMs ? startedAt - aheadMs : startedAt;
    await writeState(tx, stateKey, corrected, now);
    await writeState(tx, correctedKey, true, now);
    return corrected;
  });
}
