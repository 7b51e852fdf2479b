import { sql } from 'kysely';
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
  if (made === null) {
    await migrate(db);
    made = await schemaOf(db);
  } else {
    await makeAtOnce(db, made);
  }
  return { db, url, [Symbol.asyncDispose]: () => db.destroy() };
}

/** What all migrations come to: most tests need it, and few how it came about. */
let made: string[] | null = null;

/** Statements that make the same tables with the same rows. */
async function schemaOf(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string; type: string; sql: string }>`
    select name, type, sql from sqlite_master where sql is not null and name not like 'sqlite_%'`.execute(db);
  const tables = rows.filter(({ type }) => type === 'table');
  const filled = await Promise.all(tables.map(({ name }) => insertsOf(db, name)));
  const others = rows.filter(({ type }) => type !== 'table');
  return [...tables.map((it) => it.sql), ...filled.flat(), ...others.map((it) => it.sql)];
}

async function insertsOf(db: Database, table: string): Promise<string[]> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db);
  return rows.map((row) => {
    const values = Object.values(row).map((value) => sql.lit(value));
    const insert = sql`insert into ${sql.table(table)} values (${sql.join(values)})`;
    return insert.compile(db).sql;
  });
}

async function makeAtOnce(db: Database, statements: string[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const statement of statements) await sql.raw(statement).execute(tx);
  });
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
