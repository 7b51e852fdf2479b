import type { Instant } from '../calls/call.ts';
import type { Store } from './database.ts';
import { readState, writeState } from './state.ts';

const stateKey = 'first-start';

/** When the bot ran for the very first time: what ended before is history. Null before that. */
export async function findFirstStart(store: Store): Promise<Instant | null> {
  const stored = await readState(store, stateKey);
  return typeof stored === 'number' ? stored : null;
}

/**
 * The same, and now when this is the first time: by the clock by which calls end, or those of the minutes that ours is
 * ahead would be history.
 * @param aheadMs how far our clock is ahead of it; null when nobody told
 */
export async function firstStart(
  store: Store,
  now: Instant,
  aheadMs: number | null = null,
): Promise<Instant> {
  const stored = await findFirstStart(store);
  if (stored !== null) return stored;
  const offMs = Math.abs(aheadMs ?? 0);
  const startedAt = now - (offMs > noticedMs && offMs < believedMs ? (aheadMs ?? 0) : 0);
  await writeState(store, stateKey, startedAt, now);
  return startedAt;
}

/** An answer is on its way for a while, and its time is told in whole seconds. */
const noticedMs = 2_000;
/** A server that is further off than this does not know the time itself. */
const believedMs = 24 * 60 * 60_000;
