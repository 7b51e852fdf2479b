import type { Instant } from '../calls/call.ts';
import type { Store } from '../store/engine/database.ts';
import { readState, writeState } from '../store/engine/state.ts';
import { freshReading, type Reading, readingSchema } from './reading.ts';

/** A state that another version wrote is begun anew: that only costs requests. */
export async function loadReading(store: Store): Promise<Reading> {
  return readingSchema.safeParse(await readState(store, 'reading')).data ?? freshReading();
}

export function saveReading(tx: Store, reading: Reading, now: Instant): Promise<void> {
  return writeState(tx, 'reading', reading, now);
}
