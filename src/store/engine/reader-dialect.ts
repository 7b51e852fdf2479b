import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

import type { ReaderThread } from './reader-thread.ts';

/** SQLite that is only read from, in another thread. */
export function readerDialect(thread: ReaderThread): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <Row>({ sql, parameters }: CompiledQuery) => ({
      rows: (await thread.ask(sql, parameters)) as Row[],
    }),
    streamQuery() {
      throw new Error('rows come all at once');
    },
  };
  const driver: Driver = {
    init: nothingToDo,
    acquireConnection: async () => connection,
    releaseConnection: nothingToDo,
    beginTransaction: onlyReads,
    commitTransaction: onlyReads,
    rollbackTransaction: onlyReads,
    destroy: () => thread.close(),
  };
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** The thread starts with the first question. */
async function nothingToDo(): Promise<void> {
  return undefined;
}

async function onlyReads(): Promise<never> {
  throw new Error('what only reads needs no transaction');
}
