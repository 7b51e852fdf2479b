import { describe, inject } from 'vitest';

import { type Database, migrate, openDatabase } from '../../src/store/engine/database.ts';

/** An empty database with today's schema, gone when disposed. */
export interface TestStore extends AsyncDisposable {
  db: Database;
  /** For a second connection, as another replica has; on SQLite each connection is a database of its own. */
  url: string;
}

export type OpenStore = () => Promise<TestStore>;

/** The same tests on both databases, in the manner of `describe`. */
export function describeStores(name: string, tests: (open: OpenStore, kind: 'SQLite' | 'Postgres') => void) {
  describe(`${name} (SQLite)`, () => tests(openSqlite, 'SQLite'));
  describe(`${name} (Postgres)`, () => tests(openPostgres, 'Postgres'));
}

export async function openSqlite(): Promise<TestStore> {
  const url = 'file::memory:';
  const db = openDatabase(url);
  await migrate(db);
  return { db, url, [Symbol.asyncDispose]: () => db.destroy() };
}

export async function openPostgres(): Promise<TestStore> {
  const url = await askPostgres('POST', '/');
  const db = openDatabase(url);
  return {
    db,
    url,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      await askPostgres('DELETE', new URL(url).pathname);
    },
  };
}

async function askPostgres(method: string, path: string): Promise<string> {
  const response = await fetch(new URL(path, inject('postgresDoor')), { method });
  const answer = await response.text();
  if (!response.ok) throw new Error(`Postgres for tests: ${answer}`);
  return answer;
}
