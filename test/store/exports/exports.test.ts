import { expect, it } from 'vitest';

import type { Database } from '../../../src/store/engine/database.ts';
import { type Chosen, exportPages } from '../../../src/store/exports/export-pages.ts';
import {
  beginExport,
  dueExport,
  finishExport,
  markSharing,
  mostExportsADay,
  postponeExport,
  requestExport,
} from '../../../src/store/exports/exports.ts';
import { describeStores } from '../../support/database.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const dayMs = 24 * 3_600_000;

function wanted(userId: string) {
  return { userId, filter: 'human', askedIn: null, responseUrl: 'https://slack.example/respond' };
}

describeStores('an export', (open) => {
  it('is one at a time for each person', async () => {
    await using store = await open();
    expect(await requestExport(store.db, wanted('U0ANNA'), mondayNoon)).toBe('asked');
    expect(await requestExport(store.db, wanted('U0ANNA'), mondayNoon)).toBe('under-way');
    expect(await requestExport(store.db, wanted('U0BEN'), mondayNoon + 1)).toBe('asked');
    const due = await dueExport(store.db, mondayNoon + 1);
    expect(due).toMatchObject({ userId: 'U0ANNA', filter: 'human', state: 'waiting', responses: 1 });
    await finishExport(store.db, due?.id ?? '', mondayNoon + 1);
    expect(await requestExport(store.db, wanted('U0ANNA'), mondayNoon + 2)).toBe('asked');
  });

  it('is one of so many a day', async () => {
    await using store = await open();
    const asks = async (at: number) => {
      const requested = await requestExport(store.db, wanted('U0ANNA'), at);
      const due = await dueExport(store.db, at);
      if (due !== null) await finishExport(store.db, due.id, at);
      return requested;
    };
    for (let count = 0; count < mostExportsADay; count += 1)
      expect(await asks(mondayNoon + count)).toBe('asked');
    expect(await asks(mondayNoon + 1_000)).toBe('too-many');
    expect(await asks(mondayNoon + dayMs)).toBe('asked');
  });

  it('is not due again until its time', async () => {
    await using store = await open();
    await requestExport(store.db, wanted('U0ANNA'), mondayNoon);
    const { id = '' } = (await dueExport(store.db, mondayNoon)) ?? {};
    await beginExport(store.db, id, mondayNoon + 5_000);
    expect(await dueExport(store.db, mondayNoon + 4_999)).toBeNull();
    expect(await dueExport(store.db, mondayNoon + 5_000)).toMatchObject({ attempts: 1, state: 'waiting' });
    await markSharing(store.db, id, { fileId: 'F0FILE', timezone: 'UTC' });
    expect((await dueExport(store.db, mondayNoon + 5_000))?.state).toBe('sharing');
    await postponeExport(store.db, id, mondayNoon + 9_000);
    expect(await dueExport(store.db, mondayNoon + 8_999)).toBeNull();
    expect((await dueExport(store.db, mondayNoon + 9_000))?.state).toBe('waiting');
  });

  it('forgets what it was about when it is over, and itself after a day', async () => {
    await using store = await open();
    const finishOne = async (userId: string, at: number) => {
      await requestExport(store.db, wanted(userId), at);
      await finishExport(store.db, (await dueExport(store.db, at))?.id ?? '', at);
    };
    await finishOne('U0ANNA', mondayNoon);
    const [row] = await store.db.selectFrom('exports').selectAll().execute();
    expect(row).toMatchObject({ filter: '', response_url: null, state: 'finished' });
    await finishOne('U0BEN', mondayNoon + dayMs + 1);
    const kept = await store.db.selectFrom('exports').select('user_id').execute();
    expect(kept).toEqual([{ user_id: 'U0BEN' }]);
  });
});

describeStores('the calls of an export', (open) => {
  const context = { now: mondayNoon, timezone: 'UTC' };

  async function exported(db: Database, chosen: Partial<Chosen>): Promise<string[][]> {
    const pages: string[][] = [];
    for await (const page of exportPages(db, { filter: '', context, anchor: 1e9, ...chosen }))
      pages.push(page.map(({ id }) => id));
    return pages;
  }

  it('come newest first, each once, however many end at the same moment', async () => {
    await using store = await open();
    const calls = Array.from({ length: 4_500 }, (_, index) =>
      sampleCall({ id: String(index).padStart(5, '0'), endedAt: mondayNoon - Math.floor(index / 3_000) }),
    );
    await storeCalls(store.db, calls);
    const pages = await exported(store.db, {});
    const newest = calls.slice(0, 3_000).map(({ id }) => id);
    const older = calls.slice(3_000).map(({ id }) => id);
    expect(pages.flat()).toEqual([...newest.toReversed(), ...older.toReversed()]);
    expect(pages.map((page) => page.length)).toEqual([...Array(22).fill(200), 100]);
  });

  it('are those of the filter that had ended when it was asked for', async () => {
    await using store = await open();
    await storeCalls(store.db, [
      sampleCall({ id: 'old', endedAt: mondayNoon - 3 * dayMs }),
      sampleCall({ id: 'human', endedAt: mondayNoon - 1_000, structuredOutput: { interested: true } }),
      failedCall('busy', { id: 'busy', endedAt: mondayNoon - 1_000 }),
      sampleCall({ id: 'open', status: 'ongoing', result: null, endedAt: null }),
      sampleCall({ id: 'late', endedAt: mondayNoon - 2_000 }),
    ]);
    expect(await exported(store.db, { filter: 'human since:24h', anchor: 3 })).toEqual([['human']]);
    expect(await exported(store.db, { filter: 'since:24h' })).toEqual([['busy', 'human', 'late']]);
    expect(await exported(store.db, { filter: 'field:interested=true' })).toEqual([['human']]);
    expect(await exported(store.db, { filter: 'voicemail' })).toEqual([[]]);
  });

  it('bring their structured output and their country', async () => {
    await using store = await open();
    await storeCalls(store.db, [
      sampleCall({ structuredOutput: { Note: 'x', tags: ['a'] } }),
      sampleCall({ id: '2' }),
    ]);
    const [page] = await Array.fromAsync(
      exportPages(store.db, { filter: '', context: { ...context, now: 0 }, anchor: 9 }),
    );
    expect(page?.map(({ id, country, structuredOutput }) => [id, country, structuredOutput])).toEqual([
      ['2', 'FR', null],
      ['call-1', 'FR', { Note: 'x', tags: ['a'] }],
    ]);
  });
});
