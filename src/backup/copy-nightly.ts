import { join, resolve } from 'node:path';

import type { Instant } from '../calls/call.ts';
import {
  copyDueAt,
  deletingDueAt,
  keptCopies,
  type LeftOver,
  type NightlyCopy,
  nameOfNightly,
  nightOf,
} from '../calls/nightly-copy.ts';
import type { Database } from '../store/engine/database.ts';
import { newlyWanted, readNightlyCopy, writeNightlyCopy } from '../store/upkeep/nightly-copy.ts';
import { unmark } from '../store/upkeep/restored.ts';
import { type ChildsWork, copyInChild } from './copy-in-child.ts';
import { type Remove, removeFile, tidy } from './kept-copies.ts';
import { openFolder } from './open-folder.ts';
import { refuseWithoutRoom, usualReserve } from './room-for-copy.ts';

export interface NightlyDeps extends Omit<ChildsWork, 'signal'> {
  db: Database;
  now(): Instant;
  folder: string;
  timezone: string;
  /** How long one copy may take. */
  limitMs?: number;
  /** Bytes that stay free on the disk of the database. */
  reserve?: number;
  remove?: Remove;
}

export interface NightlyResult {
  outcome: 'none-due' | 'copied' | 'failed' | 'stopped' | 'tidied';
  /** Why nothing was copied. */
  problem: string | null;
  /** What could not be deleted. */
  leftOver: LeftOver | null;
}

/** Large databases take minutes; what takes longer than this hangs, and would keep the pass from its next try. */
const usualLimitMs = 45 * 60_000;

/** One pass: the copy of this night, if there is none yet, and no more than seven of them. */
export async function copyNightly(deps: NightlyDeps, stopping: AbortSignal): Promise<NightlyResult> {
  const { db, now, timezone } = deps;
  const before = (await readNightlyCopy(db)) ?? newlyWanted(now());
  const at = now();
  if (copyDueAt(before, at, timezone) <= at) return copyOnce(deps, before, at, stopping);
  const deletingAt = deletingDueAt(before, at);
  if (deletingAt === null || deletingAt > at) return { outcome: 'none-due', problem: null, leftOver: null };
  const leftOver = await tidyFolder(deps, before, at);
  await writeNightlyCopy(db, { ...before, leftOver }, now());
  return { outcome: 'tidied', problem: null, leftOver };
}

async function copyOnce(
  deps: NightlyDeps,
  before: NightlyCopy,
  at: Instant,
  stopping: AbortSignal,
): Promise<NightlyResult> {
  const { db, now, timezone } = deps;
  const begun = { ...before, triedAt: at };
  // Or what kills the process, as a lack of memory, would begin it again at each start, and leave one more half.
  await writeNightlyCopy(db, begun, now());
  const problem = await tryToCopy(deps, before, at, stopping);
  if (problem !== null && stopping.aborted) {
    const leftOver = await tidyFolder(deps, before, at);
    await writeNightlyCopy(db, { ...before, leftOver }, now());
    return { outcome: 'stopped', problem: null, leftOver };
  }
  const made = problem === null ? { night: nightOf(at, timezone), copiedAt: at } : {};
  const after = { ...begun, problem, ...made };
  // A copy that is made counts, whatever comes of the older ones.
  await writeNightlyCopy(db, after, now());
  const leftOver = await tidyFolder(deps, before, at);
  await writeNightlyCopy(db, { ...after, leftOver }, now());
  return { outcome: problem === null ? 'copied' : 'failed', problem, leftOver };
}

/** @returns what was wrong, in a sentence; null when nothing was. */
async function tryToCopy(
  deps: NightlyDeps,
  before: NightlyCopy,
  at: Instant,
  stopping: AbortSignal,
): Promise<string | null> {
  const folder = resolve(deps.folder);
  const inTime = AbortSignal.timeout(deps.limitMs ?? usualLimitMs);
  try {
    await openFolder(folder);
    refuseAmongTooMany(folder, await tidyFolder(deps, before, at));
    await refuseWithoutRoom(folder, deps.url, at, deps.reserve ?? usualReserve);
    await copyInto(folder, deps, at, AbortSignal.any([stopping, inTime]));
    return null;
  } catch (error) {
    if (inTime.aborted) return 'the copy took too long and was stopped';
    return error instanceof Error ? error.message : String(error);
  }
}

/** Where nothing can be deleted, a copy each night would fill the disk in the end. */
function refuseAmongTooMany(folder: string, leftOver: LeftOver | null): void {
  if (leftOver === null || leftOver.files < keptCopies) return;
  throw new Error(
    `BACKUP_FOLDER (${folder}) has ${leftOver.files} files too many, which can't be deleted (${leftOver.problem}): ` +
      'delete the oldest, and give the user that runs the bot write access to the folder',
  );
}

async function copyInto(folder: string, deps: NightlyDeps, at: Instant, signal: AbortSignal): Promise<void> {
  const target = join(folder, nameOfNightly(deps.url.startsWith('file:') ? 'db' : 'dump', at));
  try {
    await copyInChild(target, { url: deps.url, env: deps.env, signal });
  } catch (error) {
    // On Postgres the mark of a copy stays in the database itself where the child was ended.
    await unmark(deps.db).catch(() => undefined);
    throw error;
  }
}

/** What is left over stays known while the folder is away, which the copy itself says. */
function tidyFolder(
  { folder, remove = removeFile }: NightlyDeps,
  { leftOver }: NightlyCopy,
  at: Instant,
): Promise<LeftOver | null> {
  return tidy(resolve(folder), at, remove).catch(() => leftOver && { ...leftOver, triedAt: at });
}
