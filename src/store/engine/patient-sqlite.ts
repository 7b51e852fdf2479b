import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';

import type { DatabaseWatch } from './database-trouble.ts';
import { isOfConcern, writes } from './writes.ts';

const busy = 5;
const usualPatienceMs = 5_000;
const pauseMs = 50;

/**
 * SQLite waits for a lock without letting anything else have its turn. Here the waiting is between tries, so that
 * Slack is still answered while a backup or a person at the file holds it.
 */
export class PatientSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  readonly #watch: DatabaseWatch;
  readonly #patienceMs: number;

  constructor(config: SqliteDialectConfig, watch: DatabaseWatch, patienceMs = usualPatienceMs) {
    super(config);
    this.#config = config;
    this.#watch = watch;
    this.#patienceMs = patienceMs;
  }

  override createDriver(): SqliteDriver {
    return new PatientDriver(this.#config, this.#watch, this.#patienceMs);
  }
}

class PatientDriver extends SqliteDriver {
  readonly #watch: DatabaseWatch;
  readonly #patienceMs: number;

  constructor(config: SqliteDialectConfig, watch: DatabaseWatch, patienceMs: number) {
    super(config);
    this.#watch = watch;
    this.#patienceMs = patienceMs;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new PatientConnection(await super.acquireConnection(), this.#watch, this.#patienceMs);
  }

  /** With the lock from the start: one that only reads at first may find later that it can never write. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** Where the disk is full SQLite has taken everything back already, and the reason is what counts. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch((error: unknown) => {
      if (!/no transaction is active/.test(String(error))) throw error;
    });
  }
}

class PatientConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #watch: DatabaseWatch;
  readonly #patienceMs: number;

  constructor(connection: DatabaseConnection, watch: DatabaseWatch, patienceMs: number) {
    this.#connection = connection;
    this.#watch = watch;
    this.#patienceMs = patienceMs;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    this.#watch.refuseIfLost();
    try {
      const result = await this.#patiently<Row>(query);
      const changed = changedBy(query, result);
      this.#watch.worked(changed);
      // Whoever looks for it waits for this connection, and so for the end of the transaction.
      if (changed > 0 && isOfConcern(query.sql)) this.#watch.wrote();
      return result;
    } catch (error) {
      throw this.#watch.failed(error);
    }
  }

  /** What meets a lock has done nothing yet, whether it begins a transaction or stands alone. */
  async #patiently<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const until = performance.now() + this.#patienceMs;
    for (;;) {
      try {
        return await this.#connection.executeQuery<Row>(query);
      } catch (error) {
        if (!isBusy(error) || performance.now() >= until) throw error;
      }
      await sleep(pauseMs);
    }
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.#connection.streamQuery<Row>(query, chunkSize);
  }
}

/** What gives rows back does not say how many it changed. */
function changedBy({ sql }: CompiledQuery, { numAffectedRows, rows }: QueryResult<unknown>): number {
  return numAffectedRows === undefined ? (writes(sql) ? rows.length : 0) : Number(numAffectedRows);
}

/** SQLite's word for a lock that another connection holds. */
export function isBusy(error: unknown): boolean {
  // The higher bits say more about the same.
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === busy;
}
