import { expect, it } from 'vitest';

import { storeClock } from '../../src/store/clock.ts';
import { moveBack, setBackSince } from '../../src/store/clock-step.ts';
import { isPostgres } from '../../src/store/database.ts';
import { claimDue } from '../../src/store/message-claims.ts';
import { enqueueMessage } from '../../src/store/messages.ts';
import { readState, writeState } from '../../src/store/state.ts';
import { describeStores } from '../support/database.ts';
import { mondayNoon } from '../support/sample-calls.ts';

const hour = 3_600_000;
const message = { channel: 'C0CALLS', kind: 'calls' as const, subject: {}, calls: 1 };

describeStores('after the clock was put back', (open) => {
  it('a channel that was just told something is told the next within the second', async () => {
    await using store = await open();
    await enqueueMessage(store.db, { ...message, key: 'told' }, mondayNoon);
    await store.db
      .updateTable('messages')
      .set({ state: 'sent', due_at: mondayNoon + 1_000 })
      .execute();
    const now = mondayNoon - 2 * hour;
    await enqueueMessage(store.db, { ...message, key: 'next' }, now);
    expect(await claimDue(store.db, { now: now + 2_000, leaseMs: 60_000, limit: 9 })).toEqual([]);

    await moveBack(store.db, 2 * hour, now);
    expect(await claimDue(store.db, { now: now + 2_000, leaseMs: 60_000, limit: 9 })).toHaveLength(1);
  });

  it('what waits for another try waits no longer than it would have', async () => {
    await using store = await open();
    await enqueueMessage(store.db, { ...message, key: 'later' }, mondayNoon);
    await store.db
      .updateTable('messages')
      .set({ due_at: mondayNoon + 300_000 })
      .execute();
    const now = mondayNoon - 2 * hour;
    await moveBack(store.db, 2 * hour, now);
    expect(await claimDue(store.db, { now: now + 299_000, leaseMs: 60_000, limit: 9 })).toEqual([]);
    expect(await claimDue(store.db, { now: now + 300_000, leaseMs: 60_000, limit: 9 })).toHaveLength(1);
  });

  it('a post under way is nobody else’s, and what is in doubt is looked for by both clocks', async () => {
    await using store = await open();
    for (const key of ['posting', 'in-doubt'])
      await enqueueMessage(store.db, { ...message, key, channel: key }, mondayNoon);
    await claimDue(store.db, { now: mondayNoon, leaseMs: 60_000, limit: 9 });
    await store.db
      .updateTable('messages')
      .set({ state: 'in-doubt', attempt_ended_at: mondayNoon + 1, lease_until: null, lease_token: null })
      .where('key', '=', 'in-doubt')
      .execute();
    const now = mondayNoon - 2 * hour + 1_000;
    await moveBack(store.db, 2 * hour, now);
    const claims = await claimDue(store.db, { now, leaseMs: 60_000, limit: 9 });

    expect(claims.map((claim) => claim.message.key)).toEqual(['in-doubt']);
    expect(claims[0]).toMatchObject({ attemptedAt: mondayNoon - 2 * hour, attemptEndedAt: mondayNoon + 1 });
  });

  it('Revox is asked again, and was read no later than now', async () => {
    await using store = await open();
    const poll = { lastGoodAt: mondayNoon, notBefore: mondayNoon + 30_000, failures: 2 };
    await writeState(store.db, 'poll', poll, mondayNoon);
    const now = mondayNoon - hour;
    expect(await setBackSince(store.db, now)).toBe(hour);
    await moveBack(store.db, hour, now);
    expect(await readState(store.db, 'poll')).toEqual({
      lastGoodAt: now,
      notBefore: now + 30_000,
      failures: 2,
    });
    expect(await setBackSince(store.db, now)).toBe(0);
  });

  it('the time of the database counts where several replicas share it', async () => {
    await using store = await open();
    let elapsed = 5_000;
    const clock = await storeClock(store.db, () => elapsed);
    const begun = clock.now();
    expect(Math.abs(begun - Date.now())).toBeLessThan(60_000);
    elapsed += 10_000;
    // Only what goes forward moves it; a machine's own clock would not have.
    if (isPostgres(store.db)) expect(clock.now() - begun).toBe(10_000);
    await clock.measure();
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(60_000);
  });
});
