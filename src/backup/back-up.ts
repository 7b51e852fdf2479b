import { lstatSync, mkdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import type { Instant } from '../calls/call.ts';
import type { Environment } from '../process/config.ts';
import { openDatabase } from '../store/engine/database.ts';
import { mark, unmark } from '../store/upkeep/restored.ts';
import { copySqlite } from './copy-sqlite.ts';
import { dumpPostgres } from './dump-postgres.ts';
import { writeWhole } from './write-whole.ts';

interface BackUp {
  /** As in `DATABASE_URL`. */
  url: string;
  /** A file that is not there yet, or a folder. Without an extension, or with a slash at its end, a folder is made. */
  target: string;
  env: Environment;
  now: Instant;
}

/** Copies the database while the bot runs, whole or not at all. @returns what was done, in one sentence. */
export async function backUp({ url, target, env, now }: BackUp): Promise<string> {
  const isSqlite = url.startsWith('file:');
  const file = fileAt(target, isSqlite ? 'db' : 'dump', now);
  await writeWhole(file, (partial) =>
    isSqlite
      ? copySqlite(resolve(url.slice('file:'.length)), partial, now)
      : whileMarked(url, now, () => dumpPostgres(url, partial, env)),
  );
  return `Backed up to ${file}: ${await sizeOf(file)}, read back and complete.`;
}

function fileAt(target: string, extension: string, now: Instant): string {
  const path = resolve(target);
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined ? !isFolder(target) : !there.isDirectory()) return path;
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return join(path, nameOfCopy(extension, now));
}

function isFolder(target: string): boolean {
  return target.endsWith('/') || target.endsWith(sep) || extname(target) === '';
}

function nameOfCopy(extension: string, now: Instant): string {
  return `revox-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.${extension}`;
}

async function sizeOf(file: string): Promise<string> {
  const { size } = await stat(file);
  return `${(size / 1024 ** 2).toLocaleString('en', { maximumFractionDigits: 1 })} MiB`;
}

/** A dump has what the database has, so the mark of a copy is in the database while the dump is made. */
export async function whileMarked(url: string, now: Instant, dump: () => Promise<void>): Promise<void> {
  await using db = openDatabase(url);
  // A copy without its mark is a copy still; where the database is away, the dump says so in better words.
  await mark(db, now).catch(() => undefined);
  try {
    await dump();
  } finally {
    await unmark(db).catch(() => undefined);
  }
}
