import { readRow } from '../src/revox/to-call.ts';
import { type ReadCall, saveCalls } from '../src/store/calls/calls.ts';
import type { Database } from '../src/store/engine/database.ts';
import { writeState } from '../src/store/engine/state.ts';
import type { History } from './rows/history.ts';

const callsPerTransaction = 2_000;

/** Stores it as the import does, but for what is read over HTTP. */
export async function fill(db: Database, made: History): Promise<void> {
  const rules = { now: made.until, firstStartAt: made.until, importing: true };
  for (let start = 0; start < made.calls; start += callsPerTransaction) {
    const count = Math.min(callsPerTransaction, made.calls - start);
    const read = Array.from({ length: count }, (_, index) => readRow(JSON.parse(made.row(start + index))));
    await db.transaction().execute((tx) => saveCalls(tx, read as ReadCall[], rules));
  }
  await writeState(db, 'first-start', made.until, made.until);
  await writeState(db, 'import', imported(made.calls), made.until);
}

/** As the import of history leaves it. */
function imported(calls: number) {
  return { walk: { end: calls, arrivals: 0, anchors: [] }, size: 100, read: calls, about: calls, done: true };
}
