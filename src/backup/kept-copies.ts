import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';

import type { Instant } from '../calls/call.ts';
import { keptCopies, type LeftOver, oldestFirst } from '../calls/nightly-copy.ts';
import { partialEnding } from './write-whole.ts';

/** Deletes one file; what is gone already is no failure. */
export type Remove = (path: string) => Promise<void>;

/** `rm` would try a folder where a file may not be deleted, and say ENOTDIR in place of why. */
export const removeFile: Remove = (path) =>
  unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });

/**
 * All but the newest seven copies go, and what is left of copies that were cut off: one pass copies at a time, so
 * nobody writes to them any more. What can't be deleted keeps nothing else from going.
 */
export async function tidy(folder: string, now: Instant, remove: Remove): Promise<LeftOver | null> {
  const { copies, partials } = await contentsOf(folder, now);
  const problems: string[] = [];
  for (const name of [...partials, ...copies.slice(0, -keptCopies)])
    await remove(join(folder, name)).catch((error) => problems.push(reasonOf(error)));
  const [problem] = problems;
  return problem === undefined ? null : { triedAt: now, files: problems.length, problem };
}

/** Oldest first. */
export async function copiesIn(folder: string, now: Instant): Promise<string[]> {
  return (await contentsOf(folder, now)).copies;
}

async function contentsOf(folder: string, now: Instant) {
  const entries = await readdir(folder, { withFileTypes: true });
  // A folder or a link of that name is somebody else's.
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return { copies: oldestFirst(names, now), partials: names.filter(isPartial) };
}

/** With the journal that SQLite keeps beside it. */
function isPartial(name: string): boolean {
  return (
    name.startsWith('.revox-nightly-') && name.replace(/-(journal|wal|shm)$/, '').endsWith(partialEnding)
  );
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
