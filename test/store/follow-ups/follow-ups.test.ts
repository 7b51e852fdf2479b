import { expect, it } from 'vitest';

import {
  countFollowUps,
  findFollowUp,
  followUpsOf,
  listFollowUps,
} from '../../../src/store/follow-ups/follow-ups.ts';
import { describeStores } from '../../support/database.ts';
import { sampleFollowUp, storeFollowUps } from '../../support/sample-follow-up.ts';

describeStores('follow-ups on the table', (open) => {
  it('are found by their call as they were put there', async () => {
    await using store = await open();
    const rule = {
      name: 'asked',
      withinMs: 1_800_000,
      mention: { id: 'S0LEADS', handle: 'leads' },
      escalate: { to: 'channel', channel: 'C0BOSS' },
    } as const;
    const followUp = sampleFollowUp({
      rule,
      wish: 'demain 14h',
      state: 'taken',
      owner: 'U0ANNA',
      note: 'Paid',
    });
    await storeFollowUps(store.db, followUp);
    expect(await findFollowUp(store.db, 'call-1')).toEqual(followUp);
    expect(await findFollowUp(store.db, 'call-2')).toBeNull();
    expect(await followUpsOf(store.db, [])).toEqual(new Map());
  });

  it('are shown by the call that moved them too, unless that has its own', async () => {
    await using store = await open();
    const [first, own] = [
      sampleFollowUp({ callId: 'a', movedBy: 'b' }),
      sampleFollowUp({ callId: 'c', movedBy: 'a' }),
    ];
    await storeFollowUps(store.db, first, own);
    expect(await followUpsOf(store.db, ['a', 'b', 'd'])).toEqual(
      new Map([
        ['a', first],
        ['b', first],
      ]),
    );
    expect(await findFollowUp(store.db, 'c')).toEqual(own);
  });

  it('are listed by when they are due, page by page, and counted alike', async () => {
    await using store = await open();
    await storeFollowUps(
      store.db,
      sampleFollowUp({ callId: 'd', dueAt: 20 }),
      sampleFollowUp({ callId: 'b', dueAt: 10, state: 'taken', owner: 'U0ANNA' }),
      sampleFollowUp({ callId: 'c', dueAt: 10 }),
      sampleFollowUp({ callId: 'a', dueAt: 30, channel: 'C0OTHER' }),
      sampleFollowUp({ callId: 'e', dueAt: 5, state: 'done', endedAt: 6, owner: 'U0ANNA' }),
    );
    const ids = async (which: Parameters<typeof countFollowUps>[1]) => {
      const listed = (await listFollowUps(store.db, { ...which, limit: 10 })).map(({ callId }) => callId);
      expect(await countFollowUps(store.db, which)).toBe(listed.length);
      return listed.join('');
    };
    expect(await ids({})).toBe('bcda');
    expect(await ids({ channel: 'C0CALLS' })).toBe('bcd');
    expect(await ids({ owner: 'U0ANNA' })).toBe('b');
    expect(await ids({ owner: null, dueBefore: 30 })).toBe('cd');
    expect(await ids({ states: ['done', 'taken'] })).toBe('eb');
    expect(await ids({ made: { from: 0, to: 1 } })).toBe('');
    const page = await listFollowUps(store.db, { limit: 2 });
    expect(page.map(({ callId }) => callId)).toEqual(['b', 'c']);
    const next = await listFollowUps(store.db, { limit: 2, after: page[1] ?? null });
    expect(next.map(({ callId }) => callId)).toEqual(['d', 'a']);
  });
});
