import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';

import { hostInTheClear } from '../process/database-url.ts';
import { findDamage } from '../store/engine/damage.ts';
import { openDatabase } from '../store/engine/database.ts';
import { DatabaseTrouble } from '../store/engine/database-trouble.ts';
import { refuseLost } from '../store/engine/same-file.ts';
import { proveWritable, refuseNewer, schemaState } from '../store/engine/schema-state.ts';
import { sqlitePath } from '../store/engine/sqlite-path.ts';
import { type Finding, fine, worthALook, wrong } from './finding.ts';

const about = 'Database';

/** Whether it is whole and can be opened, written and brought up to date. Nothing is changed, and no file is made. */
export async function checkDatabase(url: string): Promise<Finding> {
  const path = sqlitePath(url);
  try {
    if (path === null) return await checkContents(url);
    refuseLost(path);
    if (!existsSync(path)) return await checkFolder(path);
    // Before anything is opened for writing, which might make it worse.
    findDamage(path);
    return await checkContents(url);
  } catch (error) {
    if (error instanceof DatabaseTrouble) return wrong(about, withReason(error, path), error.next);
    return wrong(about, reasonOf(error), path === null ? serverAdvice : fileAdvice(path));
  }
}

/** Whether what is stored can be read on its way to the server. */
export function remarkOnWay(url: string): Finding[] {
  const host = hostInTheClear(url);
  if (host === null) return [];
  return [
    worthALook(
      about,
      `the connection to ${host} is not encrypted: unless that network is private, add ?sslmode=verify-full to DATABASE_URL`,
    ),
  ];
}

/** Itself, or what is there of the way to it. */
export function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}

async function checkFolder(path: string): Promise<Finding> {
  const folder = nearestFolder(dirname(path));
  await access(folder, constants.W_OK | constants.X_OK);
  return fine(about, `will be created at ${path}`);
}

async function checkContents(url: string): Promise<Finding> {
  await using db = openDatabase(url);
  await refuseNewer(db);
  await proveWritable(db);
  const { pending } = await schemaState(db);
  if (pending.length === 0) return fine(about, 'is writable and up to date');
  return fine(about, `is writable; the next start migrates it (${pending.join(', ')})`);
}

const serverAdvice =
  'check DATABASE_URL: that Postgres runs there, and that this user may create tables in this database';

function fileAdvice(path: string): string {
  return `make ${path} and its folder writable for the user that runs the bot, or set DATABASE_URL`;
}

/** The database's own words name the user, the host or the page: what the person who fixes it looks for. */
function withReason(trouble: DatabaseTrouble, path: string | null): string {
  if (trouble.cause === undefined) return trouble.message;
  const where = path === null ? '' : ` (${path})`;
  return `${trouble.message}${where}: ${reasonOf(trouble.cause)}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
