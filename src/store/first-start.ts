import type { Instant } from '../calls/call.ts';
import type { Store } from './database.ts';
import { readState, writeState } from './state.ts';

const stateKey = 'first-start';

/** When the bot ran for the very first time: what ended before is history. Null before that. */
export async function findFirstStart(store: Store): Promise<Instant | null> {
  const stored = await readState(store, stateKey);
  return typeof stored === 'number' ? stored : null;
}

/** The same, and now when this is the first time. */
export async function firstStart(store: Store, now: Instant): Promise<Instant> {
  const stored = await findFirstStart(store);
  if (stored === null) await writeState(store, stateKey, now, now);
  return stored ?? now;
}
