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

/** A trouble, and what shows it. */
interface Sign extends Trouble {
  /** Of SQLite: https://sqlite.org/rescode.html. One that is longer says more than its primary code, and goes first. */
  codes: number[];
  /** Of the system, before SQLite is asked: the folder of the file cannot be made. */
  folder?: string[];
}

const makeWritable = {
  next: 'make the file and its folder writable for the user that runs the bot, or set DATABASE_URL',
  needsPerson: true,
  until: 'a write',
} as const;

const signs: Sign[] = [
  // Also a file that ends too early.
  { codes: [11, 26, 522], ...damagedFile },
  { codes: [3, 8], says: 'the database file cannot be written', ...makeWritable },
  {
    codes: [14],
    folder: ['EACCES', 'EEXIST', 'ENOTDIR', 'EPERM', 'EROFS'],
    says: 'the database file cannot be opened',
    ...makeWritable,
  },
  {
    // Also no room for the index of the log.
    codes: [13, 4874],
    folder: ['ENOSPC'],
    says: 'the disk is full',
    next: 'free space on the disk of the database; the bot then stores calls again',
    until: 'a write',
  },
  {
    codes: [10],
    says: 'the disk fails to read or write the database file',
    next: `check the disk and its cables or volume; if the file is lost, ${restoreBackup}`,
    until: 'a write',
  },
  {
    // Which is how SQLite says that the quota is exceeded.
    codes: [778],
    says: 'the disk refuses writes to the database file',
    next: `check the quota (quota -s), then the disk itself (dmesg); if the file is lost, ${restoreBackup}`,
    until: 'a write',
  },
  {
    codes: [5],
    says: 'the database is locked by another process',
    next: 'end the process that holds it, such as a running copy or a sqlite3 shell with an open transaction',
  },
];

export function sqliteTrouble(error: unknown): Trouble | null {
  if (!(error instanceof Error)) return null;
  const { errcode, syscall, code = '' } = error as { errcode?: number; syscall?: string; code?: string };
  if (typeof errcode === 'number') return signOf(errcode) ?? signOf(errcode & 0xff) ?? null;
  return (syscall === 'mkdir' && signs.find(({ folder }) => folder?.includes(code))) || null;
}

function signOf(errcode: number): Sign | undefined {
  return signs.find(({ codes }) => codes.includes(errcode));
}
