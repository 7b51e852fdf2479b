import { expect, it } from 'vitest';

import { parseStats } from '../../../src/calls/stats-words.ts';
import { exportPages } from '../../../src/store/exports/export-pages.ts';
import { statsOf } from '../../../src/store/figures/stats.ts';
import { followUpFigures } from '../../../src/store/follow-ups/follow-up-figures.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { sampleFollowUp, storeFollowUps } from '../../support/sample-follow-up.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const hour = 3_600_000;
const asked = { filter: '', timezone: 'UTC', from: mondayNoon - 12 * hour, at: mondayNoon + 12 * hour };
const hers = { state: 'taken', owner: 'U0ANNA', takenAt: mondayNoon } as const;
const later = { dueAt: asked.at + hour };
const ended = (endedAt: number) => ({ ...hers, state: 'done' as const, endedAt, endedBy: 'U0ANNA' });

describeStores('figures of follow-ups', (open) => {
  it('count what ended in these days and what is left, and add up', async () => {
    await using store = await open();
    const some = [
      ended(mondayNoon),
      { ...ended(mondayNoon), state: 'settled' as const },
      { ...hers, ...later },
      later,
      { dueAt: mondayNoon - 5 * hour },
      { ...hers, dueAt: mondayNoon + hour },
      // Not of these days, and not yet made.
      ended(asked.from - 1),
      { madeAt: asked.at + 1 },
    ];
    await storeFollowUps(
      store.db,
      ...some.map((it, index) => sampleFollowUp({ callId: `call-${index}`, ...it })),
    );
    expect(await followUpFigures(store.db, asked)).toEqual({
      total: 6,
      done: 2,
      taken: 1,
      open: 1,
      overdue: 2,
      oldestDueAt: mondayNoon - 5 * hour,
    });
  });

  it('are of the calls that a filter chooses, wherever they were posted', async () => {
    await using store = await open();
    await storeCalls(store.db, [sampleCall({ id: 'a' }), sampleCall({ id: 'b', result: 'voicemail' })]);
    await storeFollowUps(
      store.db,
      sampleFollowUp({ callId: 'a', ...later }),
      sampleFollowUp({ callId: 'b', channel: 'C0OTHER', ...later }),
    );
    expect(await followUpFigures(store.db, asked)).toMatchObject({ total: 2, open: 2 });
    const ofSome = (filter: string) => followUpFigures(store.db, { ...asked, filter });
    expect(await ofSome('voicemail completed by:agent')).toMatchObject({ total: 1 });
    expect(await ofSome('busy')).toBeNull();
  });

  it('are as of then: what ended since was still to be done', async () => {
    await using store = await open();
    await storeFollowUps(store.db, sampleFollowUp({ ...ended(asked.at + hour), dueAt: mondayNoon }));
    expect(await followUpFigures(store.db, asked)).toMatchObject({ total: 1, done: 0, overdue: 1 });
  });

  it('are a breakdown of stats and a column of exports, beside any filter', async () => {
    await using store = await open();
    await storeCalls(
      store.db,
      ['a', 'b', 'c'].map((id) => sampleCall({ id })),
    );
    await storeFollowUps(
      store.db,
      sampleFollowUp({ callId: 'a' }),
      sampleFollowUp({ callId: 'b', ...ended(mondayNoon), state: 'not-needed' }),
    );
    const context = { now: mondayNoon + hour, timezone: 'UTC' };
    const { request } = parseStats('human completed by:agent today by follow-up', context);
    const { groups } = await statsOf(store.db, request, context);
    expect(groups.map(({ word, calls }) => [word, calls])).toEqual(
      expect.arrayContaining([
        ['open', 1],
        ['not-needed', 1],
        [null, 1],
      ]),
    );
    const chosen = { filter: 'human completed by:agent today', context, anchor: 1e9 };
    const [page = []] = await Array.fromAsync(exportPages(store.db, chosen));
    expect(Object.fromEntries(page.map(({ id, followUp }) => [id, followUp]))).toEqual({
      a: 'open',
      b: 'not-needed',
      c: null,
    });
  });
});
