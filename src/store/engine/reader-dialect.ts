import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

import type { ReaderThread } from './reader-thread.ts';

/** SQLite that is only read from, in another thread. */
export function readerDialect(thread: ReaderThread): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ReaderDriver(thread),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class ReaderDriver implements Driver {
  readonly #thread: ReaderThread;

  constructor(thread: ReaderThread) {
    this.#thread = thread;
  }

  init = nothingToDo;
  releaseConnection = nothingToDo;
  async acquireConnection(): Promise<DatabaseConnection> {
    return new ReaderConnection(this.#thread);
  }

  beginTransaction = onlyReads;
  commitTransaction = onlyReads;
  rollbackTransaction = onlyReads;

  async destroy(): Promise<void> {
    await this.#thread.close();
  }
}

/** The thread starts with the first question. */
async function nothingToDo(): Promise<void> {
  return undefined;
}

async function onlyReads(): Promise<never> {
  throw new Error('what only reads needs no transaction');
}

class ReaderConnection implements DatabaseConnection {
  readonly #thread: ReaderThread;

  constructor(thread: ReaderThread) {
    this.#thread = thread;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    return { rows: (await this.#thread.ask(sql, parameters)) as Row[] };
  }

  streamQuery(): never {
    throw new Error('rows come all at once');
  }
}
