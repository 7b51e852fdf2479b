import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { openDatabase } from '../store/database.ts';
import { proveWritable, schemaState } from '../store/schema-state.ts';
import { type Finding, fine, wrong } from './finding.ts';

const about = 'Database';

/** Whether it can be opened, written and brought up to date. Nothing is changed, and no file is made. */
export async function checkDatabase(url: string): Promise<Finding> {
  const path = sqlitePath(url);
  try {
    return path !== null && !existsSync(path) ? await checkFolder(path) : await checkContents(url);
  } catch (error) {
    return wrong(about, reasonOf(error), path === null ? serverAdvice : fileAdvice(path));
  }
}

/** The file of a SQLite database; null for Postgres and for one in memory. */
export function sqlitePath(url: string): string | null {
  const path = url.startsWith('file:') ? url.slice('file:'.length) : ':memory:';
  return path === ':memory:' ? null : resolve(path);
}

/** Itself, or what is there of the way to it. */
export function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}

async function checkFolder(path: string): Promise<Finding> {
  const folder = nearestFolder(dirname(path));
  await access(folder, constants.W_OK | constants.X_OK);
  return fine(about, `will be made at ${path}`);
}

async function checkContents(url: string): Promise<Finding> {
  await using db = openDatabase(url);
  const { pending, fromNewer } = await schemaState(db);
  if (fromNewer.length > 0)
    return wrong(
      about,
      `a newer version of this bot has changed it (${fromNewer.join(', ')})`,
      'run that version, or restore the backup from before the upgrade',
    );
  await proveWritable(db);
  if (pending.length === 0) return fine(about, 'can be written and is up to date');
  return fine(about, `can be written; the next start brings it up to date (${pending.join(', ')})`);
}

const serverAdvice =
  'check DATABASE_URL: that Postgres runs there, and that this user may create tables in this database';

function fileAdvice(path: string): string {
  return `make ${path} and its folder writable for the user that runs the bot, or set DATABASE_URL`;
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
