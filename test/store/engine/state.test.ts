import { expect, it } from 'vitest';

import { readState, writeState } from '../../../src/store/engine/state.ts';
import { describeStores } from '../../support/database.ts';

describeStores('small documents', (open) => {
  it('are given back as they were written last, each under its own key', async () => {
    await using store = await open();
    await writeState(store.db, 'reading', { pass: 1 }, 10);
    await writeState(store.db, 'reading', { pass: 2, sweeps: [{ bottom: null }] }, 20);
    await writeState(store.db, 'poll', 'fine', 30);
    expect(await readState(store.db, 'reading')).toEqual({ pass: 2, sweeps: [{ bottom: null }] });
    expect(await readState(store.db, 'poll')).toBe('fine');
  });

  it('are nothing when they were never written, or cannot be read', async () => {
    await using store = await open();
    await store.db.insertInto('state').values({ key: 'torn', value: '{"pass":', updated_at: 0 }).execute();
    expect(await readState(store.db, 'never')).toBeNull();
    expect(await readState(store.db, 'torn')).toBeNull();
  });
});
