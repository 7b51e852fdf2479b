import { it } from 'vitest';

import { describeStores } from '../../support/database.ts';
import { keptIsCounted } from './histories.ts';

describeStores('kept counts', (open, kind) => {
  it('are what SQL counts, after any of many histories', async () => {
    await using store = await open();
    await keptIsCounted(store.db, kind === 'SQLite' ? 1_500 : 200);
  }, 600_000);
});
