import { sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { type Database, isPostgres, type Store } from '../engine/database.ts';

/** So many of something within any stretch of time. */
export interface Allowance {
  /** What is counted, and for whom: `share:C0CALLS:U0ANNA`. */
  of: string;
  most: number;
  /** A day at the longest: older requests are forgotten. */
  withinMs: number;
}

interface Taking {
  /** The person's request. */
  request: string;
  /** How much of each it takes. */
  count?: number;
  now: Instant;
}

export interface UsedUp {
  allowance: Allowance;
  /** When as much is free again. */
  freeAt: Instant;
}

/**
 * Takes from all of these or from none, as rows among the requests of the day, so that replicas and restarts share the
 * count.
 * @returns what is used up; null when it was taken.
 */
export function takeAllowance(db: Database, allowances: Allowance[], taking: Taking): Promise<UsedUp | null> {
  return db.transaction().execute((tx) => takeAllowanceIn(tx, allowances, taking));
}

/** The same together with what it is taken for. */
export async function takeAllowanceIn(
  tx: Store,
  allowances: Allowance[],
  { request, count = 1, now }: Taking,
): Promise<UsedUp | null> {
  for (const allowance of allowances) {
    await waitForOthers(tx, allowance);
    const usedUp = await usedUpOf(tx, allowance, count, now);
    if (usedUp !== null) return usedUp;
  }
  const keys = allowances.flatMap(({ of }) =>
    Array.from({ length: count }, (_, index) => `${prefixOf(of)}${request}:${index}`),
  );
  if (keys.length === 0) return null;
  await tx
    .insertInto('inbound')
    .values(keys.map((key) => ({ key, received_at: now })))
    .onConflict((it) => it.column('key').doNothing())
    .execute();
  return null;
}

/** Ends as no name does, or what a person takes in a channel would count for the channel twice. */
const prefixOf = (of: string) => `allowance:${of}|`;

/** On SQLite transactions follow each other anyway. Beside each other, two would take the last one. */
async function waitForOthers(tx: Store, { of }: Allowance): Promise<void> {
  if (isPostgres(tx)) await sql`select pg_advisory_xact_lock(7369, hashtext(${of}))`.execute(tx);
}

async function usedUpOf(tx: Store, allowance: Allowance, count: number, now: Instant) {
  const { of, most, withinMs } = allowance;
  const taken = await tx
    .selectFrom('inbound')
    .select('received_at')
    .where('received_at', '>', now - withinMs)
    // What was taken before the clock was put back does not count until it comes by there again.
    .where('received_at', '<=', now)
    .where('key', 'like', `${prefixOf(of)}%`)
    .orderBy('received_at')
    .execute();
  const tooMany = taken.length + count - most;
  if (tooMany <= 0) return null;
  const last = taken[Math.min(tooMany, taken.length) - 1];
  return { allowance, freeAt: (last?.received_at ?? now) + withinMs };
}
