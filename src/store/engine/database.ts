import { setImmediate as nextTurn } from 'node:timers/promises';
import { Kysely, PostgresAdapter, type SqliteDatabase, sql, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';

import { hourMs } from '../../calls/time/durations.ts';

import { type DatabaseTrouble, DatabaseWatch } from './database-trouble.ts';
import { migrations } from './migrations/index.ts';
import { openNodeSqlite, pagesKeptKb } from './node-sqlite.ts';
import { patientSqliteDialect } from './patient-sqlite.ts';
import { type PostgresLimits, postgresDialect } from './postgres.ts';
import { readerDialect } from './reader-dialect.ts';
import { ReaderThread } from './reader-thread.ts';
import { refuseLost, sameFile } from './same-file.ts';
import { refuseNewer } from './schema-state.ts';
import { sqlitePath } from './sqlite-path.ts';
import type { Tables } from './tables.ts';
import { type WriteBack, writeBack } from './write-back.ts';

export type Database = Kysely<Tables>;
/** What every function of this folder takes first: the database, or the transaction it is part of. */
export type Store = Database | Transaction<Tables>;

/** What belongs to an open database, by its adapter, which its transactions share. */
interface Beside {
  watch: DatabaseWatch;
  /** For questions that go through many rows. */
  reader?: Database;
  writeBack?: WriteBack;
  postgres?: { url: string; limits: PostgresLimits };
}

const companions = new WeakMap<object, Beside>();

function besideOf(store: Store): Beside | undefined {
  return companions.get(store.getExecutor().adapter);
}

/** Passes are woken again, so they had better give up soon than late: a message goes on within a minute. */
const ofPasses: PostgresLimits = { connections: 8, queryMs: 20_000, connectMs: 10_000 };
const ofPeople: PostgresLimits = { connections: 4, queryMs: 20_000, connectMs: 10_000 };
/** As many as leave a small server room for everything else. */
const ofLongQuestions: PostgresLimits = { connections: 2, queryMs: 45_000, connectMs: 10_000 };

/**
 * @param url `file:./data/revox.db`, `file::memory:` or `postgres://…`
 * @param limits of Postgres, where they are not those of every day
 */
export function openDatabase(url: string, limits: Partial<PostgresLimits> = {}): Database {
  if (!url.startsWith('file:')) return openPostgres(url, { ...ofPasses, ...limits }, new DatabaseWatch());
  const path = sqlitePath(url);
  return path === null ? openInMemory() : openFile(path);
}

/**
 * The same database for the questions of people. On Postgres these have connections of their own, so that however many
 * people ask at once, passes never wait for one.
 */
export function forPeople(db: Database): Database {
  const { postgres, watch } = besideOf(db) ?? {};
  if (postgres === undefined || watch === undefined) return db;
  const reader = openPostgres(postgres.url, ofLongQuestions, watch);
  return openPostgres(postgres.url, ofPeople, watch, reader);
}

function openPostgres(
  url: string,
  limits: PostgresLimits,
  watch: DatabaseWatch,
  reader?: Database,
): Database {
  const onEnd = async () => reader?.destroy();
  const db = new Kysely<Tables>({ dialect: postgresDialect(url, { limits, watch, onEnd }) });
  companions.set(db.getExecutor().adapter, { watch, postgres: { url, limits }, ...(reader && { reader }) });
  return db;
}

function openInMemory(): Database {
  const watch = new DatabaseWatch();
  const open = async () => openNodeSqlite(':memory:');
  const db = new Kysely<Tables>({ dialect: patientSqliteDialect({ database: open }, watch) });
  companions.set(db.getExecutor().adapter, { watch });
  return db;
}

function openFile(path: string): Database {
  const watch = new DatabaseWatch();
  const thread = new ReaderThread(path, watch);
  const reader = new Kysely<Tables>({ dialect: readerDialect(thread) });
  const beside: Beside = { watch, reader };
  const open = async () => {
    const database = opened(path, watch);
    const log = writeBack(path, thread);
    const endLooking = watch.lookFor(sameFile(path));
    beside.writeBack = log;
    const close = () => {
      endLooking();
      log.stop();
      void reader.destroy();
      database.close();
    };
    return { ...database, close };
  };
  const db = new Kysely<Tables>({ dialect: patientSqliteDialect({ database: open }, watch) });
  companions.set(db.getExecutor().adapter, beside);
  return db;
}

function opened(path: string, watch: DatabaseWatch): SqliteDatabase {
  try {
    refuseLost(path);
    return openNodeSqlite(path);
  } catch (error) {
    throw watch.failed(error);
  }
}

/** What is wrong with the database as a whole, as far as any question has shown; null once that is over. */
export function troubleIn(store: Store): DatabaseTrouble | null {
  return besideOf(store)?.watch.trouble ?? null;
}

/** Another number whenever this process wrote something that a pass could wait for, or may have. */
export function writesTo(store: Store): number {
  return besideOf(store)?.watch.writes ?? 0;
}

/** For questions that go through many rows: asked here, they do not keep everything else waiting. */
export function inReaderThread(store: Store): Store {
  return store.isTransaction ? store : (besideOf(store)?.reader ?? store);
}

/** Between two of many batches: lets other work run, and keeps the log of SQLite from growing without limit. */
export async function yieldToOthers(db: Database): Promise<void> {
  await nextTurn();
  await besideOf(db)?.writeBack?.caughtUp();
}

/** A process at rest comes by few pages of a SQLite file again, and gives the memory of the others back. */
export async function keepPages(db: Database, kept: keyof typeof pagesKeptKb): Promise<void> {
  if (isPostgres(db)) return;
  await sql`pragma cache_size = ${sql.lit(-pagesKeptKb[kept])}`.execute(db);
  if (kept === 'at rest') await sql`pragma shrink_memory`.execute(db);
}

/**
 * What was erased is still in the journal beside a SQLite file, until that is written back and emptied.
 *
 * @returns false when somebody reads in it just now.
 */
export async function emptyJournal(db: Database): Promise<boolean> {
  if (isPostgres(db)) return true;
  // By the other thread, so that little is left to be written while nobody else has a turn.
  await besideOf(db)?.writeBack?.all();
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return rows[0]?.busy === 0;
}

export function isPostgres(store: Store): boolean {
  return store.getExecutor().adapter instanceof PostgresAdapter;
}

const longestMigrationMs = 6 * hourMs;

/** Brings the schema up to date. Kysely takes a lock, so replicas may start together. @throws DatabaseTrouble */
export async function migrate(db: Database): Promise<void> {
  if (!(await refuseNewer(db))) return;
  const limits = besideOf(db)?.postgres?.limits;
  const { queryMs } = limits ?? ofPasses;
  try {
    // An index over a million calls takes as long as it takes.
    if (limits) limits.queryMs = longestMigrationMs;
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  } finally {
    if (limits) limits.queryMs = queryMs;
  }
}
