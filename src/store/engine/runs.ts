import { sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { hourMs } from '../../calls/time/durations.ts';
import type { Store } from './database.ts';

/** The right to run something for a while: one tick of a timetable, or one pass whatever woke it. */
export interface Run {
  key: string;
  /** Who holds it. */
  replica: string;
  startedAt: Instant;
}

/** True for the one replica that should run this tick: never again once it is over, again when its holder died. */
export function takeTick(store: Store, tick: Run, ttlMs: number): Promise<boolean> {
  return take(store, tick, ttlMs, { again: false });
}

/**
 * True when nobody else holds the lease. Unlike a tick it can be taken again once it was given back; its holder
 * can take
 * it again at any time, as when the database was away when it was to be given back.
 */
export function takeLease(store: Store, lease: Run, ttlMs: number): Promise<boolean> {
  return take(store, lease, ttlMs, { again: true });
}

async function take(store: Store, run: Run, ttlMs: number, { again }: { again: boolean }): Promise<boolean> {
  const row = {
    key: run.key,
    replica: run.replica,
    started_at: run.startedAt,
    expires_at: run.startedAt + ttlMs,
    finished_at: null,
  };
  const taken = await store
    .insertInto('runs')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet(row)
        .where(({ eb, or, and }) => {
          const over = eb('runs.finished_at', 'is not', null);
          const abandoned = and([
            eb('runs.finished_at', 'is', null),
            eb('runs.expires_at', '<=', run.startedAt),
          ]);
          const own = eb('runs.replica', '=', run.replica);
          return again ? or([over, abandoned, own]) : abandoned;
        }),
    )
    .returning('key')
    .executeTakeFirst();
  return taken !== undefined;
}

/** False when the time ran out and somebody else took it. */
export async function renewRun(store: Store, run: Run, now: Instant, ttlMs: number): Promise<boolean> {
  const { numUpdatedRows } = await heldBy(store, run)
    .set({ expires_at: now + ttlMs })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Has no effect once somebody else took it. */
export async function finishRun(store: Store, run: Run, now: Instant): Promise<void> {
  await heldBy(store, run).set({ finished_at: now }).execute();
}

function heldBy(store: Store, run: Run) {
  return store
    .updateTable('runs')
    .where('key', '=', run.key)
    .where('replica', '=', run.replica)
    .where('started_at', '=', run.startedAt)
    .where('finished_at', 'is', null);
}

/** A tick must be remembered for as long as a replica may come late to it; no clock is an hour wrong. */
export async function forgetOldRuns(store: Store, now: Instant): Promise<number> {
  const { numDeletedRows } = await store
    .deleteFrom('runs')
    .where('started_at', '<', now - hourMs)
    .where('expires_at', '<', now)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** After the clock of a machine was put back, slots that were run come again. A key ends with the time of its slot. */
export async function forgetTicksAhead(store: Store, now: Instant): Promise<void> {
  await store
    .deleteFrom('runs')
    .where('key', 'not like', 'lease:%')
    .where(sql<string>`substr(key, length(key) - 23)`, '>', new Date(now).toISOString())
    .execute();
}
