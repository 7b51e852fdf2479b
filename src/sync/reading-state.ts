import type { Instant } from '../calls/call.ts';
import type { Store } from '../store/database.ts';
import { readState, writeState } from '../store/state.ts';
import { freshReading, type Reading } from './plan.ts';

/** A plan that cannot be read, for example after a step back to an older version, is begun anew: that only costs requests. */
export async function loadReading(store: Store): Promise<Reading> {
  const stored = (await readState(store, 'reading')) as Reading | null;
  return stored?.version === freshReading().version ? stored : freshReading();
}

export function saveReading(tx: Store, reading: Reading, now: Instant): Promise<void> {
  return writeState(tx, 'reading', reading, now);
}

/** When the bot ran for the very first time: what ended before is history. */
export async function firstStart(store: Store, now: Instant): Promise<Instant> {
  const stored = await readState(store, 'first-start');
  if (typeof stored === 'number') return stored;
  await writeState(store, 'first-start', now, now);
  return now;
}
