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
