import { expect, it } from 'vitest';

import {
  deleteSavedSearch,
  findSavedSearch,
  listSavedSearches,
  saveSearch,
} from '../../../src/store/settings/saved-searches.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon } from '../../support/sample-calls.ts';

describeStores('a saved search', (open) => {
  it('is its person’s alone, and the last one under its name counts', async () => {
    await using store = await open();
    const save = (userId: string, name: string, command: string) =>
      saveSearch(store.db, userId, { name, command }, mondayNoon);
    await save('U0ANNA', 'week', 'stats 7d');
    await save('U0ANNA', 'errors', 'calls errored');
    await save('U0BEN', 'week', 'calls 7d');
    await save('U0ANNA', 'week', 'stats 7d vs previous');
    expect(await listSavedSearches(store.db, 'U0ANNA')).toEqual([
      { name: 'errors', command: 'calls errored' },
      { name: 'week', command: 'stats 7d vs previous' },
    ]);
    expect(await findSavedSearch(store.db, 'U0BEN', 'week')).toEqual({ name: 'week', command: 'calls 7d' });
    expect(await deleteSavedSearch(store.db, 'U0ANNA', 'week')).toBe(true);
    expect(await deleteSavedSearch(store.db, 'U0ANNA', 'week')).toBe(false);
    expect(await findSavedSearch(store.db, 'U0ANNA', 'week')).toBeNull();
    expect(await findSavedSearch(store.db, 'U0BEN', 'week')).not.toBeNull();
  });

  it('is one of fifty at most, which can still be changed', async () => {
    await using store = await open();
    const save = (name: string) => saveSearch(store.db, 'U0ANNA', { name, command: 'live' }, mondayNoon);
    for (let count = 1; count <= 50; count += 1) expect(await save(`s${count}`)).toBe(true);
    expect(await save('one-more')).toBe(false);
    expect(await save('s7')).toBe(true);
  });
});
