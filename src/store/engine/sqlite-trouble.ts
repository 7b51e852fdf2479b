import type { Trouble } from './trouble.ts';

/** For every way in which a SQLite file is no longer the one that the bot has written. */
export const restoreBackup =
  'stop the bot and restore the backup: docs/runbook/database.md says how, and what to save first';

export const damagedFile: Trouble = {
  says: 'the database file is damaged',
  next: restoreBackup,
  needsPerson: true,
  until: 'a restart',
};

const unwritableFile: Trouble = {
  says: 'the database file cannot be written',
  next: 'make the file and its folder writable for the user that runs the bot, or set DATABASE_URL',
  needsPerson: true,
  until: 'a write',
};

const unopenableFile: Trouble = {
  ...unwritableFile,
  says: 'the database file cannot be opened',
};

const fullDisk: Trouble = {
  says: 'the disk is full',
  next: 'free space on the disk of the database; the bot then stores calls again',
  until: 'a write',
};

const failingDisk: Trouble = {
  says: 'the disk fails to read or write the database file',
  next: `check the disk and its cables or volume; if the file is lost, ${restoreBackup}`,
  until: 'a write',
};

/** Which is how SQLite says that the quota is exceeded. */
const failingWrite: Trouble = {
  says: 'the disk refuses writes to the database file',
  next: `check the quota (quota -s), then the disk itself (dmesg); if the file is lost, ${restoreBackup}`,
  until: 'a write',
};

const lockedFile: Trouble = {
  says: 'the database is locked by another process',
  next: 'end the process that holds it, such as a running copy or a sqlite3 shell with an open transaction',
};

/** By the primary result code of SQLite: https://sqlite.org/rescode.html */
const byCode: Record<number, Trouble> = {
  3: unwritableFile,
  5: lockedFile,
  8: unwritableFile,
  10: failingDisk,
  11: damagedFile,
  13: fullDisk,
  14: unopenableFile,
  26: damagedFile,
};

/** Codes that say more than their primary one: a file that ends too early, and no room for the index of the log. */
const byLongCode: Record<number, Trouble> = { 522: damagedFile, 778: failingWrite, 4874: fullDisk };

/** Of the system, before SQLite is asked: the folder of the file cannot be made. */
const byFolder: Record<string, Trouble> = {
  EACCES: unopenableFile,
  EEXIST: unopenableFile,
  ENOTDIR: unopenableFile,
  EPERM: unopenableFile,
  EROFS: unopenableFile,
  ENOSPC: fullDisk,
};

export function sqliteTrouble(error: unknown): Trouble | null {
  if (!(error instanceof Error)) return null;
  const { errcode, syscall, code } = error as { errcode?: number; syscall?: string; code?: string };
  // The higher bits of a code say more about the same.
  if (typeof errcode === 'number') return byLongCode[errcode] ?? byCode[errcode & 0xff] ?? null;
  return syscall === 'mkdir' ? (byFolder[code ?? ''] ?? null) : null;
}
