import type { Instant } from '../../calls/call.ts';
import type { SavedSearch } from '../../calls/saved-search.ts';
import type { Store } from '../engine/database.ts';

/** In the order of their names. */
export async function listSavedSearches(store: Store, userId: string): Promise<SavedSearch[]> {
  return store
    .selectFrom('saved_searches')
    .select(['name', 'command'])
    .where('user_id', '=', userId)
    .orderBy('name')
    .execute();
}

export async function findSavedSearch(
  store: Store,
  userId: string,
  name: string,
): Promise<SavedSearch | null> {
  const found = await store
    .selectFrom('saved_searches')
    .select(['name', 'command'])
    .where('user_id', '=', userId)
    .where('name', '=', name)
    .executeTakeFirst();
  return found ?? null;
}

const mostPerPerson = 50;

/** Under a known name it takes the place of what was there. @returns false when the person has as many as one may. */
export async function saveSearch(
  store: Store,
  userId: string,
  { name, command }: SavedSearch,
  now: Instant,
): Promise<boolean> {
  const others = (await listSavedSearches(store, userId)).filter((search) => search.name !== name);
  if (others.length >= mostPerPerson) return false;
  await store
    .insertInto('saved_searches')
    .values({ user_id: userId, name, command, saved_at: now })
    .onConflict((it) => it.columns(['user_id', 'name']).doUpdateSet({ command, saved_at: now }))
    .execute();
  return true;
}

/** @returns whether there was one. */
export async function deleteSavedSearch(store: Store, userId: string, name: string): Promise<boolean> {
  const deleted = await store
    .deleteFrom('saved_searches')
    .where('user_id', '=', userId)
    .where('name', '=', name)
    .returning('name')
    .executeTakeFirst();
  return deleted !== undefined;
}
