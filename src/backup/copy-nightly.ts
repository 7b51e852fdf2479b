import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { Instant } from '../calls/call.ts';
import { copyDueAt, nightOf } from '../calls/nightly-copy.ts';
import type { Database } from '../store/database.ts';
import { newlyWanted, readNightlyCopy, writeNightlyCopy } from '../store/nightly-copy.ts';
import { unmark } from '../store/restored.ts';
import { type ChildsWork, copyInChild } from './copy-in-child.ts';
import { nameOfNightly, prune, removeOldPartials, removePartialsOf } from './kept-copies.ts';

export interface NightlyDeps extends Omit<ChildsWork, 'signal'> {
  db: Database;
  now(): Instant;
  folder: string;
  timezone: string;
  /** How long one copy may take. */
  limitMs?: number;
}

export type NightlyResult =
  | { outcome: 'none-due' | 'copied' | 'stopped' }
  | { outcome: 'failed'; problem: string };

/** Large databases take minutes; what takes longer than this hangs, and would keep the pass from its next try. */
const usualLimitMs = 45 * 60_000;

/** One pass: the copy of this night, if there is none yet, and no more than seven of them. */
export async function copyNightly(deps: NightlyDeps, stopping: AbortSignal): Promise<NightlyResult> {
  const { db, now, timezone } = deps;
  const before = (await readNightlyCopy(db)) ?? newlyWanted(now());
  const startedAt = now();
  if (copyDueAt(before, startedAt, timezone) > startedAt) return { outcome: 'none-due' };
  const problem = await tryToCopy(deps, startedAt, stopping);
  if (problem !== null && stopping.aborted) return { outcome: 'stopped' };
  const tried = { ...before, triedAt: startedAt, problem };
  const night = nightOf(startedAt, timezone);
  await writeNightlyCopy(db, problem === null ? { ...tried, night, copiedAt: startedAt } : tried, now());
  return problem === null ? { outcome: 'copied' } : { outcome: 'failed', problem };
}

/** @returns what was wrong, in a sentence; null when nothing was. */
async function tryToCopy(deps: NightlyDeps, at: Instant, stopping: AbortSignal): Promise<string | null> {
  const folder = resolve(deps.folder);
  const inTime = AbortSignal.timeout(deps.limitMs ?? usualLimitMs);
  try {
    openFolder(folder);
    await removeOldPartials(folder, at);
    await copyInto(folder, deps, at, AbortSignal.any([stopping, inTime]));
    await prune(folder);
    return null;
  } catch (error) {
    if (inTime.aborted) return 'the copy took too long and was ended';
    return error instanceof Error ? error.message : String(error);
  }
}

async function copyInto(folder: string, deps: NightlyDeps, at: Instant, signal: AbortSignal): Promise<void> {
  const target = join(folder, nameOfNightly(deps.url, at));
  try {
    await copyInChild(target, { url: deps.url, env: deps.env, signal });
  } catch (error) {
    await removePartialsOf(target, folder);
    // On Postgres the mark of a copy stays in the database itself where the child was ended.
    await unmark(deps.db).catch(() => undefined);
    throw error;
  }
}

function openFolder(folder: string): void {
  try {
    const there = statSync(folder, { throwIfNoEntry: false });
    if (there === undefined) mkdirSync(folder, { mode: 0o700 });
    else if (!there.isDirectory()) throw new Error('it is no folder');
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`BACKUP_FOLDER (${folder}) can't be written: ${code ?? message}`);
  }
}
