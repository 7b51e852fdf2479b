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
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';

import { migrate, openDatabase } from '../src/store/engine/database.ts';
import { fill } from './fill.ts';
import { type History, history } from './rows/history.ts';
import type { Scale } from './scale.ts';
import { type Floor, floorColumns, type Place, type Stores } from './stores.ts';

const root = join(import.meta.dirname, '..');
const folder = join(tmpdir(), 'revox-bench');

/** What decides what is in the file with the history. */
const ingredients = [
  'bench/rows/*.ts',
  'bench/{fill,sqlite-stores}.ts',
  'src/store/engine/migrations/*.ts',
  'src/store/calls/calls.ts',
  'src/calls/tallies/{tally,times,field-tally,named-values}.ts',
  'src/store/tallies/{combinations,keep-tallies}.ts',
  'src/store/tallies/fields/{change-names,field-values,keep-field-tallies,write-field-tallies}.ts',
  'src/store/engine/packed-text.ts',
  'src/revox/{to-call,fingerprint}.ts',
];

export const sqliteStores: Stores = {
  async empty() {
    const place = scratch();
    await using db = openDatabase(place.url);
    await migrate(db);
    return place;
  },
  /** Again when what makes it changes. */
  async filled(scale) {
    const path = await historyPath(scale);
    return { ...kept(path), history: history(scale.calls) };
  },
  async copied(scale) {
    const place = scratch();
    copyFileSync(await historyPath(scale), place.path, constants.COPYFILE_FICLONE);
    return { ...place, history: history(scale.calls) };
  },
  openFloor: async ({ url }) => openFloor(url.replace(/^file:/, '')),
  async bytesOf(db) {
    const { rows } = await sql<{ bytes: number }>`
      select page_count * page_size as bytes from pragma_page_count, pragma_page_size
    `.execute(db);
    return rows[0]?.bytes ?? 0;
  },
};

const kept = (path: string): Place => ({ url: `file:${path}`, [Symbol.asyncDispose]: async () => undefined });

function scratch() {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `scratch-${randomUUID()}.db`);
  return { path, url: `file:${path}`, [Symbol.asyncDispose]: async () => remove(path) };
}

function remove(path: string): void {
  for (const file of globSync(`${path}*`)) rmSync(file, { force: true });
}

/** By a bench that was killed. */
function removeIfLeft(path: string): void {
  const changedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
  if (Date.now() - changedAt > 24 * 3_600_000) rmSync(path, { force: true, recursive: true });
}

async function historyPath(scale: Scale): Promise<string> {
  const path = join(folder, `${scale.calls}-${keyOfIngredients()}.db`);
  if (!existsSync(path)) await makeHistory(path, history(scale.calls));
  return path;
}

function keyOfIngredients(): string {
  const hash = createHash('sha256');
  for (const path of globSync(ingredients, { cwd: root }).sort()) hash.update(readFileSync(join(root, path)));
  return hash.digest('hex').slice(0, 12);
}

/** Beside the finished file, so that it can be put in its place at once. */
async function makeHistory(path: string, made: History): Promise<void> {
  for (const old of globSync(join(folder, `${made.calls}-*.db`))) remove(old);
  for (const left of globSync(join(folder, 'scratch-*'))) removeIfLeft(left);
  const { path: beside, url } = scratch();
  const db = openDatabase(url);
  await migrate(db);
  // Whoever pulls the plug now starts again.
  await sql`pragma synchronous = off`.execute(db);
  await fill(db, made);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  await db.destroy();
  renameSync(beside, path);
}

function openFloor(filled: string): Floor {
  const { path, ...place } = scratch();
  const db = new DatabaseSync(path);
  db.exec('pragma journal_mode = wal; pragma synchronous = full');
  db.exec(`create table calls (${floorColumns.join().replace('id,', 'id text primary key,')})`);
  db.exec(`attach '${filled}' as filled`);
  db.exec(`
    insert into calls
    select ${floorColumns.map((name) => (name === 'transcript' ? `hex(${name})` : name)).join()}
    from filled.calls left join filled.call_details using (serial)
  `);
  db.exec('detach filled');
  const insert = db.prepare(`insert into calls values (${floorColumns.map(() => '?').join()})`);
  return {
    async insert(rows) {
      db.exec('begin');
      for (const row of rows) insert.run(...row);
      db.exec('commit');
    },
    async [Symbol.asyncDispose]() {
      db.close();
      await place[Symbol.asyncDispose]();
    },
  };
}
