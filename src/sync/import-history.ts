import { firstStart } from '../store/calls/first-start.ts';
import { yieldToOthers } from '../store/engine/database.ts';
import { readState, writeState } from '../store/engine/state.ts';
import { type CallList, timeOf } from './call-list.ts';
import { type ImportProgress, importProgress } from './import-progress.ts';
import { isReadFailure, parsePollHealth } from './poll-health.ts';
import { createReader } from './read-list.ts';
import { loadReading } from './reading.ts';
import { saveRead } from './save-read.ts';
import type { SyncDeps } from './sync-calls.ts';
import { connects, pagesToTry, walkOn } from './walk.ts';

export interface ImportResult {
  /** Calls read in this pass. */
  read: number;
  progress: ImportProgress;
}

/** Few enough that new calls, which take turns with history, hardly wait. */
const pagesPerPass = 8;
const rowsPerPass = 2_000;

/**
 * One pass: a few more pages of the calls that were there before the bot. None of them is news unless it ends later.
 * A walk down the list that moves along with new calls, so a restart goes on where the last pass ended. While Revox
 * is in trouble it rests: finding out when that is over is the business of the pass that reads new calls.
 */
export async function importHistory(deps: SyncDeps): Promise<ImportResult> {
  const { db, list, now, reader: readerVersion } = deps;
  const { arrivals } = await loadReading(db);
  const progress = await importProgress(db, arrivals);
  const { notBefore, failures } = parsePollHealth(await readState(db, 'poll'));
  if (progress.done || failures > 0 || now() < notBefore) return { read: 0, progress };

  await firstStart(db, now());
  const reader = createReader(db, list, now);
  const after = await readOn(progress, { ...reader, list, arrivals, stopping: deps.stopping });

  const firstStartAt = await reader.firstStartAt();
  await yieldToOthers(db);
  await db.transaction().execute(async (tx) => {
    const rules = {
      now: now(),
      revoxNow: timeOf(list, now()),
      firstStartAt,
      importing: true,
      reader: readerVersion,
      ...(deps.timezone && { timezone: deps.timezone }),
    };
    await saveRead(tx, reader.found(), rules);
    await writeState(tx, 'import', after, now());
  });
  return { read: after.read - progress.read, progress: after };
}

type Source = Pick<ReturnType<typeof createReader>, 'readPage'> & {
  list: CallList;
  arrivals: number;
  stopping: AbortSignal | undefined;
};

async function readOn(before: ImportProgress, source: Source): Promise<ImportProgress> {
  const { list, arrivals, readPage, stopping } = source;
  const progress = { ...before };
  try {
    progress.about ??= await countRows(list);
    for (let pages = 0; pages < pagesPerPass && !progress.done && !stopping?.aborted; pages += 1) {
      if (progress.read - before.read >= rowsPerPass) break;
      for (const index of pagesToTry(progress.walk, arrivals, progress.size)) {
        const page = await readPage(index);
        progress.size = page.size;
        if (!connects(progress.walk, index, page)) continue;
        progress.walk = walkOn(progress.walk, index, page, arrivals);
        progress.read += page.rows.length;
        progress.done = page.last;
        break;
      }
    }
  } catch (error) {
    if (!isReadFailure(error)) throw error;
  }
  return progress;
}

/** Close enough for a progress bar: off by at most one part in this many. */
const parts = 16;

/** About how many rows the list holds, which the API does not say: it takes a few dozen pages, however long it is. */
async function countRows(list: CallList): Promise<number> {
  const { size, rows, last } = await list.readPage(0);
  if (last) return rows.length;
  let within = 0;
  let beyond = 1;
  while (!(await endsAt(list, beyond))) {
    within = beyond;
    beyond *= 2;
  }
  while (beyond - within > Math.max(1, beyond / parts)) {
    const middle = Math.floor((within + beyond) / 2);
    if (await endsAt(list, middle)) beyond = middle;
    else within = middle;
  }
  return beyond * size;
}

async function endsAt(list: CallList, index: number): Promise<boolean> {
  return (await list.readPage(index)).last;
}
