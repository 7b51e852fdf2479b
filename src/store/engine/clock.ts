import { sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { type Database, isPostgres } from './database.ts';

export interface StoreClock {
  now(): Instant;
  /** Looks at the clock of the database again. */
  measure(): Promise<void>;
}

/** A clock that was set is followed; what a slow answer makes of it is not. */
const mostDriftMs = 1_000;

/**
 * The time by which everything in the database is written. Several replicas share one Postgres, and their machines may
 * tell the time minutes apart: leases and due times would run out at once, or never. So there its clock counts,
 * carried on between two looks by what only goes forward. A SQLite file has the clock of its machine.
 */
export async function storeClock(db: Database, elapsed = () => performance.now()): Promise<StoreClock> {
  if (!isPostgres(db)) return { now: () => Date.now(), measure: async () => undefined };
  let { aheadMs } = await lookAt(db, elapsed);
  return {
    now: () => Math.round(aheadMs + elapsed()),
    async measure() {
      const measured = await lookAt(db, elapsed);
      const changedMs = Math.abs(measured.aheadMs - aheadMs);
      if (changedMs > Math.max(mostDriftMs, measured.errorMs)) aheadMs = measured.aheadMs;
    },
  };
}

async function lookAt(db: Database, elapsed: () => number) {
  const askedAt = elapsed();
  const { rows } = await sql<{ now: number }>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now
  `.execute(db);
  const answeredAt = elapsed();
  // Somewhere on the way of question and answer it was this time.
  return { aheadMs: Number(rows[0]?.now) - (askedAt + answeredAt) / 2, errorMs: (answeredAt - askedAt) / 2 };
}
