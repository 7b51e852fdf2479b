import { readRow } from '../src/revox/to-call.ts';
import { type ReadCall, saveCalls } from '../src/store/calls/calls.ts';
import { isPostgres, openDatabase, yieldToOthers } from '../src/store/engine/database.ts';
import { eraseBatch, giveBackSpace } from '../src/store/erasing/retention.ts';
import { longestHeld } from './held-loop.ts';
import { msOf } from './rounds.ts';
import { atLeast, atMost, type Row } from './row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

const dayMs = 24 * 3_600_000;

/** Two thirds of the history are too old. */
export async function retention(scale: Scale, stores: Stores): Promise<Row[]> {
  await using stored = await stores.copied(scale);
  const { url, history } = stored;
  await using db = openDatabase(url);
  const bytesBefore = await stores.bytesOf(db);
  const before = history.until - 10 * dayMs;

  // Opens the file, and so is no measure of a batch.
  let erased = await eraseBatch(db, before, history.until);
  let longestBatchMs = 0;
  const startedAt = performance.now();
  const heldMs = await longestHeld(async () => {
    for (let batch = -1; batch !== 0; erased += batch) {
      longestBatchMs = Math.max(
        longestBatchMs,
        await msOf(async () => {
          batch = await eraseBatch(db, before, history.until);
        }),
      );
      await yieldToOthers(db);
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
  const shrunk: Row = {
    figure: 'the file shrinks by',
    value: (100 * (bytesBefore - bytesAfter)) / bytesBefore,
    unit: '%',
    heldMs: heldByShrinkingMs,
    mostHeldMs: 50,
    budget: atLeast(10),
  };
  return [
    {
      figure: `erasing ${erased.toLocaleString('en')} calls`,
      value: erased / seconds,
      unit: 'calls/s',
      heldMs,
      mostHeldMs: 50,
    },
    { figure: 'the longest batch', value: longestBatchMs, unit: 'ms', budget: atMost(50) },
    { figure: 'of erased calls listed again, posted again', value: fresh, unit: '', budget: atMost(0) },
    // Postgres keeps the space, for the calls to come.
    ...(isPostgres(db) ? [] : [shrunk]),
  ];
}
