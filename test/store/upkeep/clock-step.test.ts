import { expect, it } from 'vitest';

import { createClockKeeper } from '../../../src/process/clock-keeper.ts';
import type { Logger } from '../../../src/process/log.ts';
import { createMetrics } from '../../../src/process/metrics.ts';
import { correctedFirstStart, firstStart } from '../../../src/store/calls/first-start.ts';
import { storeClock } from '../../../src/store/engine/clock.ts';
import { isPostgres } from '../../../src/store/engine/database.ts';
import { takeLease } from '../../../src/store/engine/runs.ts';
import { readState, writeState } from '../../../src/store/engine/state.ts';
import { dueExport, requestExport } from '../../../src/store/exports/exports.ts';
import { openIncident } from '../../../src/store/incidents/incidents.ts';
import { listOpenIncidents } from '../../../src/store/incidents/known-incidents.ts';
import { claimDue } from '../../../src/store/messages/message-claims.ts';
import { enqueueMessage } from '../../../src/store/messages/messages.ts';
import { mutesInForce, writeMute } from '../../../src/store/settings/mutes.ts';
import { followClock, markClock } from '../../../src/store/upkeep/clock-step.ts';
import { healthOf } from '../../../src/store/upkeep/health.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon } from '../../support/sample-calls.ts';

const hour = 3_600_000;
const facts = { reason: 'Revox does not answer.', nextStep: null, count: 5 };
const message = {
  channel: 'C0CALLS',
  form: 'bundle' as const,
  kind: 'calls' as const,
  subject: {},
  calls: 1,
};

describeStores('after the clock was put back', (open) => {
  it('a channel that just got something gets the next within the second', async () => {
    await using store = await open();
    await enqueueMessage(store.db, { ...message, key: 'told' }, mondayNoon);
    await store.db
      .updateTable('messages')
      .set({ state: 'sent', due_at: mondayNoon + 1_000 })
      .execute();
    const now = mondayNoon - 2 * hour;
    await enqueueMessage(store.db, { ...message, key: 'next' }, now);
    expect(await claimDue(store.db, { now: now + 2_000, leaseMs: 60_000, limit: 9 })).toEqual([]);

    await followClock(store.db, now, 2 * hour);
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
    await followClock(store.db, now, 2 * hour);
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
    await followClock(store.db, now, 2 * hour);
    const claims = await claimDue(store.db, { now, leaseMs: 60_000, limit: 9 });

    expect(claims.map((claim) => claim.message.key)).toEqual(['in-doubt']);
    expect(claims[0]).toMatchObject({ attemptedAt: mondayNoon - 2 * hour, attemptEndedAt: mondayNoon + 1 });
  });

  it('the whole of a doubt is kept where its end is by another clock, and one measured by Slack’s stays where it is', async () => {
    await using store = await open();
    for (const key of ['unknown', 'measured'])
      await enqueueMessage(store.db, { ...message, key, channel: key }, mondayNoon - hour);
    const attempt = { attempted_at: mondayNoon, attempt_ended_at: mondayNoon - 600_000 };
    await store.db
      .updateTable('messages')
      .set({ ...attempt, state: 'in-doubt' })
      .execute();
    await store.db.updateTable('messages').set({ slack_ahead_ms: 0 }).where('key', '=', 'measured').execute();
    await followClock(store.db, mondayNoon - 2 * hour, 2 * hour);

    const rows = await store.db
      .selectFrom('messages')
      .select(['key', 'attempted_at', 'attempt_ended_at'])
      .orderBy('key')
      .execute();
    expect(rows).toEqual([
      { key: 'measured', ...attempt },
      { key: 'unknown', attempted_at: mondayNoon - 2 * hour, attempt_ended_at: mondayNoon },
    ]);
  });

  it('Revox is asked again, and was read no later than now', async () => {
    await using store = await open();
    const poll = { lastGoodAt: mondayNoon, notBefore: mondayNoon + 30_000, failures: 2 };
    await writeState(store.db, 'poll', poll, mondayNoon);
    const now = mondayNoon - hour;
    expect(await followClock(store.db, now)).toBe(hour);
    expect(await readState(store.db, 'poll')).toEqual({
      lastGoodAt: now,
      notBefore: now + 30_000,
      failures: 2,
    });
    expect(await followClock(store.db, now)).toBe(0);
  });

  it('a start finds out by the last mark, once, and takes no notice of less than five seconds', async () => {
    await using store = await open();
    await markClock(store.db, mondayNoon);
    expect(await followClock(store.db, mondayNoon - 4_000)).toBe(0);
    const together = [1, 2].map(() => followClock(store.db, mondayNoon - 20_000));
    expect((await Promise.all(together)).sort()).toEqual([0, 20_000]);
    expect(await followClock(store.db, mondayNoon - 20_000)).toBe(0);
  });

  it('the very first start is put back once, however many replicas see it', async () => {
    await using store = await open();
    const { db } = store;
    await firstStart(db, mondayNoon);
    await markClock(db, mondayNoon);
    const now = mondayNoon - hour;
    await Promise.all([1, 2].map(() => followClock(db, now)));
    expect(await correctedFirstStart(db, 0, now)).toBe(mondayNoon - hour);
    await markClock(db, now);
    await followClock(db, now - hour);
    expect(await correctedFirstStart(db, 0, now - hour)).toBe(mondayNoon - hour);
  });

  it.each([20_000, 600_000, 2 * hour])('by %i ms, nothing lies further ahead than it did', async (byMs) => {
    await using store = await open();
    const { db } = store;
    const wanted = { userId: 'U0SARAH', filter: '', askedIn: null, responseUrl: null };
    await requestExport(db, wanted, mondayNoon);
    await db
      .updateTable('exports')
      .set({ due_at: mondayNoon + 15_000 })
      .execute();
    const mute = { id: 'm1', channel: 'C0CALLS', filter: '', madeBy: 'U0SARAH', endedAt: null };
    await writeMute(db, { ...mute, madeAt: mondayNoon, until: mondayNoon + hour });
    await db
      .transaction()
      .execute((tx) => openIncident(tx, { kind: 'revox-unreachable', about: '', facts }, mondayNoon));
    await enqueueMessage(db, { ...message, key: 'first' }, mondayNoon);
    const lease = { key: 'lease:sync', replica: 'gone', startedAt: mondayNoon };
    await takeLease(db, lease, 30_000);
    await markClock(db, mondayNoon);
    const now = mondayNoon - byMs;

    expect(await followClock(db, now)).toBe(byMs);
    await enqueueMessage(db, { ...message, key: 'second' }, now + 1);

    expect(await dueExport(db, now + 15_000)).not.toBeNull();
    expect(await mutesInForce(db, now + hour)).toEqual([]);
    expect((await healthOf(db, now)).oldestWaitingAt).toBe(now);
    expect((await listOpenIncidents(db, 1))[0]?.openedAt).toBe(now);
    const claims = await claimDue(db, { now: now + 2, leaseMs: 60_000, limit: 9 });
    expect(claims.map((claim) => claim.message.key)).toEqual(['first']);
    const another = { ...lease, replica: 'alive', startedAt: now + 30_000 };
    if (isPostgres(db)) expect(await takeLease(db, another, 30_000)).toBe(true);
  });

  it('what could not be moved is moved by the next pass', async () => {
    await using store = await open();
    const { db } = store;
    let now = mondayNoon;
    const said: object[] = [];
    const log = { warn: (line: object) => said.push(line) } as unknown as Logger;
    const metrics = createMetrics();
    const clock = { now: () => now, measure: async () => undefined };
    const keeper = createClockKeeper({ db, clock, log, metrics });
    await enqueueMessage(db, { ...message, key: 'told' }, mondayNoon);
    now -= 600_000;
    keeper.stepped(-600_000.4);
    await db.schema.alterTable('incidents').renameTo('away').execute();
    await expect(keeper.keep()).rejects.toThrow();
    await db.schema.alterTable('away').renameTo('incidents').execute();

    expect(await keeper.keep()).toBe(true);
    expect(await claimDue(db, { now, leaseMs: 60_000, limit: 9 })).toHaveLength(1);
    expect(await keeper.keep()).toBe(false);
    expect(said).toEqual([{ delayMs: -600_000 }]);
    expect((await metrics.text()).body).toContain('revox_slack_clock_steps_total 1');
    metrics.close();
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
