import { mkdirSync } from 'node:fs';
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
 * @returns what gives it back.
 * @throws when another process has it.
 */
export function beSoleProcess(url: string): () => void {
  const path = sqlitePath(url);
  return path === null ? () => undefined : orTrouble(() => lockBeside(path));
}

function lockBeside(path: string): () => void {
  mkdirSync(dirname(path), { recursive: true });
  const lock = new DatabaseSync(`${path}.lock`);
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new Error(`another process uses this database: ${path}`) : error;
  }
  return () => lock.close();
}
