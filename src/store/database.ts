import { Kysely, PostgresAdapter, PostgresDialect, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';

import { migrations } from './migrations/index.ts';
import { openNodeSqlite } from './node-sqlite.ts';
import { PatientSqliteDialect } from './patient-sqlite.ts';
import { readerDialect } from './reader-dialect.ts';
import { ReaderThread } from './reader-thread.ts';
import type { Tables } from './tables.ts';
import { writeBack } from './write-back.ts';

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

/** Readers by the adapter of their database, which its transactions share. */
const readers = new WeakMap<object, Database>();

function openWithReader(path: string): Database {
  const thread = new ReaderThread(path);
  const reader = new Kysely<Tables>({ dialect: readerDialect(thread) });
  const open = async () => {
    const database = openNodeSqlite(path);
    const stopWritingBack = writeBack(path, thread);
    const close = () => {
      stopWritingBack();
      void reader.destroy();
      database.close();
    };
    return { ...database, close };
  };
  const db = new Kysely<Tables>({ dialect: new PatientSqliteDialect({ database: open }) });
  readers.set(db.getExecutor().adapter, reader);
  return db;
}

/** For questions that go through many rows: asked here, they do not keep everything else waiting. */
export function readerOf(store: Store): Store {
  return store.isTransaction ? store : (readers.get(store.getExecutor().adapter) ?? store);
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
