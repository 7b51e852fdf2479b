import { randomUUID } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** How the name of a file ends that is not whole yet. */
export const partialEnding = '.partial';

/**
 * A file that is whole or not there. It holds numbers and transcripts, so it is its owner's alone from the start; and
 * until it is whole, nobody knows its name, so that nobody can put a file or a link of theirs in its place.
 */
export async function writeWhole(file: string, write: (partial: string) => Promise<void>): Promise<void> {
  refuseTaken(file);
  const partial = join(dirname(file), `.${basename(file)}.${randomUUID()}${partialEnding}`);
  try {
    await (await open(partial, 'wx', 0o600)).close();
    await write(partial);
    await flush(partial);
    refuseTaken(file);
    await rename(partial, file);
    await flush(dirname(file));
  } finally {
    // SQLite keeps a journal beside what it writes, and leaves it where the disk is full.
    for (const left of ['', '-journal', '-wal', '-shm']) await rm(`${partial}${left}`, { force: true });
  }
}

/** Looks at a link itself, wherever it leads. */
function refuseTaken(file: string): void {
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there === undefined) return;
  if (there.isSymbolicLink())
    throw new Error(`${file} is a symbolic link, which is not followed: use the real path.`);
  throw new Error(`${file} already exists and is not overwritten.`);
}

/** What has a name is on the disk, also after a power cut. */
async function flush(path: string): Promise<void> {
  await using file = await open(path, 'r');
  await file.sync();
}
