import { stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Instant } from '../calls/call.ts';
import { sqlitePath } from '../store/engine/sqlite-path.ts';
import { copiesIn } from './kept-copies.ts';

const mebibyte = 1024 ** 2;
/** What a bot goes on with for days: a copy on the disk of the database never takes the last of it. */
export const usualReserve = 128 * mebibyte;

/** @throws before a copy is begun that would fill the disk */
export async function refuseWithoutRoom(
  folder: string,
  url: string,
  now: Instant,
  reserve: number,
): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = (await sizeOfCopy(folder, url, now)) + ((await isOnDiskOf(url, folder)) ? reserve : 0);
  const free = bavail * bsize;
  if (free >= needed) return;
  throw new Error(
    `the disk of ${folder} has ${inMebibytes(free)} free, and a copy needs ${inMebibytes(needed)}: free some space`,
  );
}

/** A dump is about as large as the one before it. */
async function sizeOfCopy(folder: string, url: string, now: Instant): Promise<number> {
  const path = sqlitePath(url);
  if (path !== null) return (await sizeOf(path)) + (await sizeOf(`${path}-wal`));
  const newest = (await copiesIn(folder, now)).filter((name) => name.endsWith('.dump')).at(-1);
  return newest === undefined ? 0 : sizeOf(join(folder, newest));
}

async function isOnDiskOf(url: string, folder: string): Promise<boolean> {
  const path = sqlitePath(url);
  if (path === null) return false;
  const [database, copies] = await Promise.all([stat(dirname(path)), stat(folder)]);
  return database.dev === copies.dev;
}

function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

function inMebibytes(bytes: number): string {
  return `${Math.ceil(bytes / mebibyte).toLocaleString('en')} MiB`;
}
