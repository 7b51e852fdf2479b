import { statfs } from 'node:fs/promises';

import { sqlitePath } from '../store/engine/sqlite-path.ts';
import { nearestFolder } from './check-database.ts';
import { type Finding, fine, wrong } from './finding.ts';

const about = 'Disk';
const mebibyte = 1024 ** 2;
/** Little enough for any machine, and enough to notice before the database cannot grow. */
const leastFree = 512 * mebibyte;

/** Whether a SQLite file has room to grow; for Postgres that is for its server to say. */
export async function checkDisk(url: string): Promise<Finding[]> {
  const path = sqlitePath(url);
  if (path === null) return [];
  const folder = nearestFolder(path);
  const { bavail, bsize } = await statfs(folder);
  return [roomFinding(bavail * bsize, folder)];
}

export function roomFinding(freeBytes: number, folder: string): Finding {
  const room = `${Math.floor(freeBytes / mebibyte).toLocaleString('en')} MiB free at ${folder}`;
  if (freeBytes >= leastFree) return fine(about, room);
  return wrong(about, room, 'free at least 512 MiB, so that the bot can keep storing calls');
}
