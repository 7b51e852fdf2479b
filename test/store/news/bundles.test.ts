import { expect, it } from 'vitest';

import { newsAbout } from '../../../src/news/news-about.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { bundleOf } from '../../../src/store/news/bundles.ts';
import { enqueueNews } from '../../../src/store/news/news.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon, sampleCall, sampleSubscription } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const minute = 60_000;
const message = 'message-1';

/** Calls by when they ended and were found, in minutes before noon, told by one message. */
async function told(db: Database, ...calls: { ended: number; found: number }[]) {
  for (const [index, { ended, found }] of calls.entries()) {
    const call = sampleCall({ id: `call-${index}`, endedAt: mondayNoon - ended * minute });
    const now = mondayNoon - found * minute;
    await storeCalls(db, [call]);
    const news = newsAbout(
      [call],
      [sampleSubscription({ id: 's1' })],
      { now, timezone: 'UTC' },
      { mutes: [] },
    );
    await enqueueNews(db, news, now);
  }
  await db.updateTable('news').set({ message_id: message }).execute();
  return bundleOf(db, message, mondayNoon);
}

describeStores('what is late in a bundle', (open) => {
  it('is counted on its own: a call that was found at once hides none', async () => {
    await using store = await open();
    const bundle = await told(
      store.db,
      { ended: 181, found: 180 },
      { ended: 170, found: 1 },
      { ended: 20, found: 1 },
      { ended: 2, found: 1 },
    );
    expect(bundle).toMatchObject({
      count: 4,
      from: mondayNoon - 181 * minute,
      late: {
        count: 2,
        from: mondayNoon - 170 * minute,
        to: mondayNoon - 20 * minute,
        foundAt: mondayNoon - minute,
      },
    });
  });

  it('is nothing where calls were found at once and held back since', async () => {
    await using store = await open();
    const bundle = await told(store.db, { ended: 600, found: 599 }, { ended: 300, found: 285 });
    expect(bundle).toMatchObject({ count: 2, late: null });
  });
});
