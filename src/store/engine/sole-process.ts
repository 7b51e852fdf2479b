import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { orTrouble } from './database-trouble.ts';
import { isBusy } from './patient-sqlite.ts';
import { sqlitePath } from './sqlite-path.ts';

/**
 * Holds a SQLite database for this process alone: what a start takes over must not be another's that is still at work.
 * A lock on a file beside it, which the system lets go however the process ends; the database itself stays free for
 * backups and the doctor. Postgres is shared, and memory is nobody else's.
 *
 * @throws when another process has it.
 */
export function beSoleProcess(url: string) {
  const path = sqlitePath(url);
  const nothing = () => undefined;
  return path === null ? { release: nothing, rememberMade: nothing } : orTrouble(() => lockBeside(path));
}

/** Whether a database was made at this path, so far as the lock beside it knows: an unmarked one has no byte. */
export function wasMade(path: string): boolean {
  return (statSync(`${path}.lock`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function lockBeside(path: string) {
  mkdirSync(dirname(path), { recursive: true });
  const lock = new DatabaseSync(`${path}.lock`);
  try {
    // The lock stays over a commit, and no journal is left beside it.
    lock.exec('pragma locking_mode = exclusive; pragma journal_mode = off; begin exclusive');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new Error(`another process uses this database: ${path}`) : error;
  }
  return {
    release: () => lock.close(),
    /** Leaves a mark that there is a database from now on: one that is empty or gone later was lost. */
    rememberMade() {
      if (!wasMade(path)) orTrouble(() => lock.exec('pragma user_version = 1; commit; begin exclusive'));
    },
  };
}
