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
export function patientSqliteDialect(
  config: SqliteDialectConfig,
  watch: DatabaseWatch,
  patienceMs = usualPatienceMs,
): SqliteDialect {
  const createDriver = () =>
    new PatientDriver(config, (connection) => patient(connection, watch, patienceMs));
  return Object.assign(new SqliteDialect(config), { createDriver });
}

class PatientDriver extends SqliteDriver {
  readonly #wrapped: (connection: DatabaseConnection) => DatabaseConnection;

  constructor(config: SqliteDialectConfig, wrapped: (connection: DatabaseConnection) => DatabaseConnection) {
    super(config);
    this.#wrapped = wrapped;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return this.#wrapped(await super.acquireConnection());
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

function patient(
  connection: DatabaseConnection,
  watch: DatabaseWatch,
  patienceMs: number,
): DatabaseConnection {
  return {
    async executeQuery<Row>(query: CompiledQuery) {
      watch.refuseIfLost();
      try {
        const result = await patiently(() => connection.executeQuery<Row>(query), patienceMs);
        const changed = changedBy(query, result);
        watch.worked(changed);
        // A search for it waits for this connection, and so for the end of the transaction.
        if (changed > 0 && isOfConcern(query.sql)) watch.wrote();
        return result;
      } catch (error) {
        throw watch.failed(error);
      }
    },
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  };
}

/** What meets a lock has done nothing yet, whether it begins a transaction or stands alone. */
async function patiently<Result>(ask: () => Promise<Result>, patienceMs: number): Promise<Result> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw error;
    }
    await sleep(pauseMs);
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
