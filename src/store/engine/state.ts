import type { Instant } from '../../calls/call.ts';
import type { Store } from './database.ts';

/** @returns what was written last, as JSON gives it back; null when nothing was, or when it cannot be read. */
export async function readState(store: Store, key: string): Promise<unknown> {
  const row = await store.selectFrom('state').select('value').where('key', '=', key).executeTakeFirst();
  if (row === undefined) return null;
  try {
    return JSON.parse(row.value);
  } catch {
    return null;
  }
}

export async function writeState(store: Store, key: string, document: unknown, now: Instant): Promise<void> {
  const value = JSON.stringify(document);
  await store
    .insertInto('state')
    .values({ key, value, updated_at: now })
    .onConflict((it) => it.column('key').doUpdateSet({ value, updated_at: now }))
    .execute();
}

/** Each poll and each mark of the clock is written with its time, so that a clock that was put back shows. */
export async function lastWrittenAt(store: Store): Promise<Instant> {
  const { at } = await store
    .selectFrom('state')
    .select((it) => it.fn.max('updated_at').as('at'))
    .executeTakeFirstOrThrow();
  return at ?? 0;
}

export async function deleteState(store: Store, key: string): Promise<void> {
  await store.deleteFrom('state').where('key', '=', key).execute();
}
