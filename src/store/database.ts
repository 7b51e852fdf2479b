import { setImmediate as nextTurn } from 'node:timers/promises';
import { Kysely, PostgresAdapter, PostgresDialect, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';

import { migrations } from './migrations/index.ts';
import { openNodeSqlite } from './node-sqlite.ts';
import { PatientSqliteDialect } from './patient-sqlite.ts';
import { readerDialect } from './reader-dialect.ts';
import { ReaderThread } from './reader-thread.ts';
import type { Tables } from './tables.ts';
import { type WriteBack, writeBack } from './write-back.ts';

export type Database = Kysely<Tables>;
/** What every function of this folder takes first: the database, or the transaction it is part of. */
export type Store = Database | Transaction<Tables>;

/**
 * @param url `file:./data/revox.db`, `file::memory:` or `postgres://…`
 */
export function openDatabase(url: string): Database {
  if (!url.startsWith('file:')) return new Kysely<Tables>({ dialect: postgres(url) });
  const path = url.slice('file:'.length);
  return path === ':memory:' ? openAlone(path) : openWithReader(path);
}

function openAlone(path: string): Database {
  return new Kysely<Tables>({
    dialect: new PatientSqliteDialect({ database: async () => openNodeSqlite(path) }),
  });
}

interface Beside {
  reader: Database;
  writeBack?: WriteBack;
}

/** What SQLite files have in another thread, by the adapter of their database, which its transactions share. */
const besides = new WeakMap<object, Beside>();

function openWithReader(path: string): Database {
  const thread = new ReaderThread(path);
  const beside: Beside = { reader: new Kysely<Tables>({ dialect: readerDialect(thread) }) };
  const open = async () => {
    const database = openNodeSqlite(path);
    const log = writeBack(path, thread);
    beside.writeBack = log;
    const close = () => {
      log.stop();
      void beside.reader.destroy();
      database.close();
    };
    return { ...database, close };
  };
  const db = new Kysely<Tables>({ dialect: new PatientSqliteDialect({ database: open }) });
  besides.set(db.getExecutor().adapter, beside);
  return db;
}

/** For questions that go through many rows: asked here, they do not keep everything else waiting. */
export function readerOf(store: Store): Store {
  return store.isTransaction ? store : (besides.get(store.getExecutor().adapter)?.reader ?? store);
}

/** Between two of many batches: everything else has its turn, and the log of SQLite does not grow beyond all bounds. */
export async function othersTurn(db: Database): Promise<void> {
  await nextTurn();
  await besides.get(db.getExecutor().adapter)?.writeBack?.caughtUp();
}

// node-postgres gives bigint as text, since it may not fit a number; ours are milliseconds and counts, which do.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

function postgres(url: string): PostgresDialect {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // A connection that drops while idle (a restart of the server) is replaced on next use.
  pool.on('error', () => undefined);
  // One that drops in use, between two queries, tells only its client; the next query on it then fails, and its pass.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}

export function isPostgres(store: Store): boolean {
  return store.getExecutor().adapter instanceof PostgresAdapter;
}

/** Brings the schema up to date. Kysely takes a lock, so replicas may start together. */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
