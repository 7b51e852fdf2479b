import { readRow } from '../src/revox/to-call.ts';
import { type ReadCall, saveCalls } from '../src/store/calls/calls.ts';
import { isPostgres, openDatabase, yieldToOthers } from '../src/store/engine/database.ts';
import { eraseBatch, eraseDue, giveBackSpace } from '../src/store/erasing/retention.ts';
import { longestHeld } from './held-loop.ts';
import { msOf } from './rounds.ts';
import type { Figures } from './row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

const dayMs = 24 * 3_600_000;

/** A quarter of the history is too old. */
export async function retention(scale: Scale, stores: Stores): Promise<Figures> {
  await using stored = await stores.copied(scale);
  const { url, history } = stored;
  await using db = openDatabase(url);
  const bytesBefore = await stores.bytesOf(db);
  const before = history.until - 48 * dayMs;

  // Opens the file, and so is no measure of a batch.
  let erased = await eraseBatch(db, before, history.until);
  let longestBatchMs = 0;
  const startedAt = performance.now();
  const heldMs = await longestHeld(async () => {
    const batches = eraseDue(db, before, () => history.until);
    for (let isDone = false; !isDone; await yieldToOthers(db)) {
      const batchMs = await msOf(async () => {
        const batch = await batches.next();
        isDone = batch.done === true;
        erased += batch.value ?? 0;
      });
      longestBatchMs = Math.max(longestBatchMs, batchMs);
    }
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const heldByShrinkingMs = await longestHeld(async () => {
    while (await giveBackSpace(db)) await yieldToOthers(db);
  });
  const fresh = await db.transaction().execute(async (tx) => {
    const again = Array.from({ length: 100 }, (_, serial) =>
      readRow(JSON.parse(history.row(serial))),
    ) as ReadCall[];
    const rules = { now: history.until, firstStartAt: 0, importing: false };
    const changed = again.map((row) => ({ ...row, fingerprint: `${row.fingerprint}, changed` }));
    const { ended, fresh } = await saveCalls(tx, changed, rules);
    return ended.length + fresh;
  });
  const bytesAfter = await stores.bytesOf(db);
  const shrunk = (100 * (bytesBefore - bytesAfter)) / bytesBefore;
  return {
    'calls erased': { value: erased / seconds, heldMs },
    'the longest batch': { value: longestBatchMs },
    'of erased calls listed again, posted again': { value: fresh },
    ...(!isPostgres(db) && { 'the file shrinks by': { value: shrunk, heldMs: heldByShrinkingMs } }),
  };
}
