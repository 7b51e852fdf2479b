import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { sqlitePath } from '../store/engine/sqlite-path.ts';
import { type Finding, worthALook } from './finding.ts';

/** What others on this machine can read or change of what is stored: files of earlier versions, mostly. */
export function checkPrivacyOfFiles(databaseUrl: string, backupFolder: string | null): Finding[] {
  // Windows has no such rights.
  if (process.platform === 'win32') return [];
  const database = sqlitePath(databaseUrl);
  const files = database === null ? [] : [dirname(database), ...companions(database)];
  const backups = backupFolder === null ? [] : [backupFolder, ...within(backupFolder)];
  const open = [...new Set([...files, ...backups])].filter(isOpenToOthers);
  return open.length === 0 ? [] : [remarkOn(open)];
}

function companions(database: string): string[] {
  return [database, `${database}-wal`, `${database}-shm`, `${database}.lock`];
}

function within(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function isOpenToOthers(path: string): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined || isMeantForAll(there.mode)) return false;
  return (there.mode & 0o077) !== 0;
}

/** A folder like /tmp, which must stay as it is. */
function isMeantForAll(mode: number): boolean {
  return (mode & 0o1000) !== 0;
}

/** Enough to see which folder it is about; the command closes them all. */
const named = 5;

function remarkOn(paths: string[]): Finding {
  const more = paths.length > named ? ` and ${paths.length - named} more` : '';
  const list = paths.slice(0, named).join(', ');
  return worthALook(
    'Files',
    `others on this machine can read or change ${list}${more}: fix it with chmod go-rwx`,
  );
}
