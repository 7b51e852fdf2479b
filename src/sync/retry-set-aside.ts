import type { Instant } from '../calls/call.ts';
import { firstStart } from '../store/calls/first-start.ts';
import { setAsideByOthers, takeBack } from '../store/calls/set-aside.ts';
import type { Database } from '../store/engine/database.ts';
import type { ListedRow } from './call-list.ts';
import { importProgress } from './import-progress.ts';
import { saveRead } from './save-read.ts';

export interface RetryDeps {
  db: Database;
  now(): Instant;
  /** Version of this reader. */
  reader: number;
  readRow(raw: unknown): ListedRow;
  timezone?: string;
}

const rowsPerBatch = 100;

/** One pass: rows that an earlier reader set aside are read again, and posted like any other call if they can be. */
export async function retrySetAside(deps: RetryDeps): Promise<{ retried: number }> {
  const { db, now, reader, readRow, timezone } = deps;
  let retried = 0;
  const { done } = await importProgress(db, 0);
  for (;;) {
    const batch = await setAsideByOthers(db, reader, rowsPerBatch);
    if (batch.length === 0) return { retried };
    const firstStartAt = await firstStart(db, now());
    const rows = batch.map((row) => readRow(JSON.parse(row.raw)));
    const calls = rows.filter((row) => row.kind === 'call');
    const setAside = rows.filter((row) => row.kind === 'set-aside');
    const rules = { now: now(), firstStartAt, importing: !done, reader, ...(timezone && { timezone }) };
    await db.transaction().execute(async (tx) => {
      // Each leaves its old place first: what is read now is a call, or known by another key.
      const keys = batch.map((row) => row.key);
      await takeBack(tx, keys);
      await saveRead(tx, { calls, setAside }, rules);
    });
    retried += batch.length;
  }
}
