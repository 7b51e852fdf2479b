import { expect, it } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import { newsAbout } from '../../../src/news/news-about.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { bundleOf } from '../../../src/store/news/bundles.ts';
import { enqueueNews } from '../../../src/store/news/news.ts';
import { describeStores } from '../../support/database.ts';
import { failedCall, mondayNoon, sampleCall, sampleSubscription } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const minute = 60_000;
const message = 'message-1';

/** Calls by when they ended and were found, in minutes before noon, told by one message. */
async function told(db: Database, ...calls: { ended: number; found: number }[]) {
  for (const [index, { ended, found }] of calls.entries()) {
    const call = sampleCall({ id: `call-${index}`, endedAt: mondayNoon - ended * minute });
    const now = mondayNoon - found * minute;
    await enqueue(db, [call], now);
  }
  return shownIn(db);
}

async function toldOf(db: Database, calls: DetailedCall[], now: number) {
  await enqueue(db, calls, now);
  return shownIn(db);
}

async function enqueue(db: Database, calls: DetailedCall[], now: number) {
  await storeCalls(db, calls);
  const all = [sampleSubscription({ id: 's1' }), sampleSubscription({ id: 's2', topic: 'errors' })];
  await enqueueNews(db, newsAbout(calls, all, { now, timezone: 'UTC' }, { mutes: [] }), now);
}

async function shownIn(db: Database) {
  await db.updateTable('news').set({ message_id: message }).execute();
  return bundleOf(db, message, mondayNoon);
}

describeStores('of many calls', (open) => {
  it('one of each kind that failed comes first, then conversations, then more of the same', async () => {
    await using store = await open();
    const errors = Array.from({ length: 9 }, (_, at) => failedCall('too_many_calls', { id: `error-${at}` }));
    const refused = failedCall('precondition_failed', { id: 'refused', endedAt: mondayNoon - 60 * minute });
    const people = ['anna', 'bea'].map((id) => sampleCall({ id, endedAt: mondayNoon - 30 * minute }));
    const bundle = await toldOf(store.db, [...errors, refused, ...people], mondayNoon);
    expect(bundle?.calls.map(({ id }) => id.replace(/-\d/, ''))).toEqual([
      'error',
      'refused',
      'bea',
      'anna',
      ...Array(4).fill('error'),
    ]);
  });
});

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
