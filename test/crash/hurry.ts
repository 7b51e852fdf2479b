import { setTimeout as sleep } from 'node:timers/promises';

import { type Database, openDatabase } from '../../src/store/engine/database.ts';

/** No pass takes this long while the neighbours are well; another replica would run it once more, without harm. */
const longestPassMs = 3_000;
const passLeaseMs = 30_000;

/** Spares the hurried the half minute until a pass of a dead replica may be run by another. */
export function hurryPasses(databaseUrl: string): AsyncDisposable {
  const over = new AbortController();
  const hurrying = keepHurrying(databaseUrl, over.signal);
  return {
    async [Symbol.asyncDispose]() {
      over.abort();
      await hurrying;
    },
  };
}

async function keepHurrying(databaseUrl: string, over: AbortSignal): Promise<void> {
  await using db = openDatabase(databaseUrl);
  while (!over.aborted) {
    const now = Date.now();
    await db
      .updateTable('runs')
      .set({ expires_at: now })
      .where('key', 'like', 'lease:%')
      .where('finished_at', 'is', null)
      .where('expires_at', '<', now + passLeaseMs - longestPassMs)
      .execute();
    await hurryNews(db);
    await sleep(300);
  }
}

/** And the minute until the next message about like calls. What counts in which message stays as it is. */
async function hurryNews(db: Database): Promise<void> {
  const paces = await db
    .selectFrom('state')
    .select(['key', 'value'])
    .where('key', 'like', 'pace:%')
    .execute();
  for (const { key, value } of paces)
    await db
      .updateTable('state')
      .set({ value: JSON.stringify({ ...JSON.parse(value), at: 0 }) })
      .where('key', '=', key)
      .where('value', '=', value)
      .execute();
}

/** And the minute until a message of a dead replica is in doubt. Only while nobody lives, whose leases must hold. */
export async function endMessageLeases(databaseUrl: string, now: number): Promise<void> {
  await using db = openDatabase(databaseUrl);
  await db.updateTable('messages').set({ lease_until: now }).where('lease_until', 'is not', null).execute();
}
