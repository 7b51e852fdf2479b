import { createHash, randomUUID } from 'node:crypto';
import {
  constants,
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';

import { readRow } from '../src/revox/to-call.ts';
import { type ReadCall, saveCalls } from '../src/store/calls.ts';
import { type Database, migrate, openDatabase } from '../src/store/database.ts';
import { writeState } from '../src/store/state.ts';
import { atLeast, type Row } from './row.ts';
import { type History, history } from './rows/history.ts';
import type { Scale } from './scale.ts';

const root = join(import.meta.dirname, '..');
const folder = join(tmpdir(), 'revox-bench');

/** What decides what is in the file. */
const ingredients = [
  'bench/rows/*.ts',
  'bench/stored-history.ts',
  'src/store/migrations/*.ts',
  'src/store/{calls,packed-text}.ts',
  'src/revox/{to-call,fingerprint}.ts',
];

/** A SQLite file with the whole history in it, to read from. Made once, and again when what makes it changes. */
export async function storedHistory(scale: Scale): Promise<{ path: string; history: History }> {
  const made = history(scale.calls);
  const path = join(folder, `${scale.calls}-${keyOfIngredients()}.db`);
  if (!existsSync(path)) await make(path, made, scale);
  return { path, history: made };
}

/** Makes it where it is missing, so that no other bench does while it measures. */
export async function historyMade(scale: Scale): Promise<Row[]> {
  const { path, history } = await storedHistory(scale);
  await using db = openDatabase(`file:${path}`);
  const { stored } = await db
    .selectFrom('calls')
    .select((it) => it.fn.countAll<number>().as('stored'))
    .executeTakeFirstOrThrow();
  const budget = atLeast(history.calls);
  return [{ figure: 'calls stored for what follows', value: stored, unit: '', budget }];
}

/** A copy of it to write to, which is gone afterwards. */
export async function copiedHistory(scale: Scale) {
  const stored = await storedHistory(scale);
  const path = scratchPath();
  copyFileSync(stored.path, path, constants.COPYFILE_FICLONE);
  return { ...stored, path, [Symbol.dispose]: () => removeDatabase(path) };
}

export function scratchPath(): string {
  mkdirSync(folder, { recursive: true });
  return join(folder, `scratch-${randomUUID()}.db`);
}

export function removeDatabase(path: string): void {
  for (const file of globSync(`${path}*`)) rmSync(file, { force: true });
}

function keyOfIngredients(): string {
  const hash = createHash('sha256');
  for (const path of globSync(ingredients, { cwd: root }).sort()) hash.update(readFileSync(join(root, path)));
  return hash.digest('hex').slice(0, 12);
}

/** Beside the finished file, so that it can be put in its place at once. */
async function make(path: string, made: History, { calls }: Scale): Promise<void> {
  for (const old of globSync(join(folder, `${calls}-*.db`))) removeDatabase(old);
  const scratch = scratchPath();
  const db = openDatabase(`file:${scratch}`);
  await migrate(db);
  // Whoever pulls the plug now starts again.
  await sql`pragma synchronous = off`.execute(db);
  await fill(db, made);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  await db.destroy();
  renameSync(scratch, path);
}

const callsPerTransaction = 2_000;

/** Stores it as the import does, but for what is read over HTTP. */
export async function fill(db: Database, made: History): Promise<void> {
  const rules = { now: made.until, firstStartAt: made.until, importing: true };
  for (let start = 0; start < made.calls; start += callsPerTransaction) {
    const count = Math.min(callsPerTransaction, made.calls - start);
    const read = Array.from({ length: count }, (_, index) => readRow(JSON.parse(made.row(start + index))));
    await db.transaction().execute((tx) => saveCalls(tx, read as ReadCall[], rules));
  }
  await writeState(db, 'first-start', made.until, made.until);
  await writeState(db, 'import', imported(made.calls), made.until);
}

/** As the import of history leaves it. */
function imported(calls: number) {
  return { walk: { end: calls, arrivals: 0, anchors: [] }, read: calls, about: calls, done: true };
}
