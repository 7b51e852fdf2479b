import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { PostgresDialect } from 'kysely';
import pg from 'pg';

import type { DatabaseWatch } from './database-trouble.ts';
import { isOfConcern } from './writes.ts';

/** What a process asks of its connections. */
export interface PostgresLimits {
  /** How many connections there are at most. */
  connections: number;
  /** How long a query may take; then its connection is given up, as the server may be gone. */
  queryMs: number;
  connectMs: number;
}

// node-postgres gives bigint as text, since it may not fit a number; ours are milliseconds and counts, which do.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** So that after a failover, or a change of the name's address, everything moves over in time. */
const longestLifeSeconds = 1_800;
/** A line on which nothing comes back for so long is asked whether anyone is there. */
const quietMs = 10_000;
/** SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const readOnly = '25006';

export interface PostgresOptions {
  /** Looked at before each query, so that a migration may take its time. */
  limits: PostgresLimits;
  watch: DatabaseWatch;
  onEnd(): Promise<void>;
}

export function postgresDialect(url: string, options: PostgresOptions): PostgresDialect {
  return new PostgresDialect({ pool: limitedPool(url, options) });
}

/**
 * A pool whose queries have a time limit that ends their connection. The limit of node-postgres itself
 * (`query_timeout`) leaves the query on its connection, where the next one then waits behind it.
 */
function limitedPool(url: string, { limits, watch, onEnd }: PostgresOptions): PostgresPool {
  const pool = openPool(url, limits);
  const clients = new WeakMap<pg.PoolClient, LimitedClient>();
  let doubtedAt = 0;
  const doubt = () => {
    doubtedAt = performance.now();
  };

  async function connected(): Promise<pg.PoolClient> {
    try {
      return await pool.connect();
    } catch (error) {
      throw watch.failed(error);
    }
  }

  async function connect(): Promise<PostgresPoolClient> {
    for (;;) {
      const client = await connected();
      const known = clients.get(client) ?? new LimitedClient(client, limits, watch, doubt);
      clients.set(client, known);
      if (known.openedAt >= doubtedAt) return known;
      // Opened before another one went silent or read-only, and likely to lead to the same place.
      client.release(true);
    }
  }

  const end = async () => void (await Promise.all([pool.end(), onEnd()]));
  return { connect, end, options: pool.options };
}

function openPool(url: string, { connections, connectMs }: PostgresLimits): pg.Pool {
  /** The pool's own limit would count the waiting for a free connection too. */
  class PromptClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super({ ...config, connectionTimeoutMillis: connectMs });
    }
  }
  const pool = new pg.Pool({
    connectionString: url,
    Client: PromptClient,
    max: connections,
    maxLifetimeSeconds: longestLifeSeconds,
    keepAlive: true,
    keepAliveInitialDelayMillis: quietMs,
  });
  // A connection that drops while idle (a restart of the server) is replaced on next use.
  pool.on('error', () => undefined);
  // One that drops in use, between two queries, informs only its client; the next query on it then fails, and its pass.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

class LimitedClient implements PostgresPoolClient {
  readonly openedAt = performance.now();
  readonly #client: pg.PoolClient;
  readonly #limits: PostgresLimits;
  readonly #watch: DatabaseWatch;
  readonly #onDoubt: () => void;
  #isOver = false;
  /** Something was written that others see after the commit. */
  #hasWritten = false;

  constructor(client: pg.PoolClient, limits: PostgresLimits, watch: DatabaseWatch, onDoubt: () => void) {
    this.#client = client;
    this.#limits = limits;
    this.#watch = watch;
    this.#onDoubt = onDoubt;
  }

  get processID(): number {
    return (this.#client as unknown as { processID: number }).processID;
  }

  query<R>(sql: string, parameters: ReadonlyArray<unknown>): Promise<PostgresQueryResult<R>>;
  query(): never;
  async query<R>(sql?: string, parameters?: ReadonlyArray<unknown>): Promise<PostgresQueryResult<R>> {
    const { queryMs } = this.#limits;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#onDoubt();
      // With a query under way this closes the socket at once, and the query fails.
      void (this.#client as unknown as pg.Client).end();
    }, queryMs);
    try {
      const result = await this.#client.query(sql ?? '', [...(parameters ?? [])]);
      const changed = result.command === 'SELECT' ? 0 : (result.rowCount ?? 0);
      this.#watch.worked(changed);
      this.#noteWrite(sql ?? '', result.command, changed);
      return result as unknown as PostgresQueryResult<R>;
    } catch (error) {
      // The server closes the connection next; until then the pool would hand it out.
      if ((error as { severity?: unknown }).severity === 'FATAL') this.#isOver = true;
      // What was the primary may be a standby now, to which this and all older connections still lead.
      if ((error as { code?: unknown }).code === readOnly) this.#onDoubt();
      throw this.#watch.failed(
        late ? new Error(`gave no answer within ${queryMs} ms`, { cause: error }) : error,
      );
    } finally {
      clearTimeout(timer);
    }
  }

  #noteWrite(sql: string, command: string, changed: number): void {
    if (command === 'BEGIN') this.#hasWritten = false;
    if (changed > 0 && isOfConcern(sql)) this.#hasWritten = true;
    else if (command !== 'COMMIT') return;
    if (this.#hasWritten) this.#watch.wrote();
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy || this.#isOver);
  }
}
