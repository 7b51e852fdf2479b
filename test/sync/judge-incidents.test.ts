import { expect, it, vi } from 'vitest';

import type { DetailedCall } from '../../src/calls/call.ts';
import type { SubscriptionOptions } from '../../src/calls/options/index.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { DatabaseWatch } from '../../src/store/engine/database-trouble.ts';
import { writeState } from '../../src/store/engine/state.ts';
import { resolveIncident } from '../../src/store/incidents/incident-changes.ts';
import { subscribe } from '../../src/store/settings/subscriptions.ts';
import { judgeIncidents } from '../../src/sync/judge-incidents.ts';
import { knownActivity } from '../../src/sync/known-activity.ts';
import { afterGoodPoll } from '../../src/sync/poll-health.ts';
import { clockAt } from '../outbox/outbox-room.ts';
import { describeStores, openSqlite } from '../support/database.ts';
import { failedCall, mondayNoon, sampleCall } from '../support/sample-calls.ts';
import { storeCalls } from '../support/stored-calls.ts';

const minute = 60_000;

function judging(db: Database) {
  const clock = clockAt(mondayNoon);
  const known = knownActivity(db);
  return {
    clock,
    /** As of a poll that went well just now. */
    async judge() {
      await writeState(db, 'poll', afterGoodPoll(clock.now(), []), clock.now());
      return judgeIncidents({ db, known, now: clock.now });
    },
    again: () => judgeIncidents({ db, known, now: clock.now }),
    async ended(count: number, call: DetailedCall) {
      const at = clock.now() - minute;
      const calls = Array.from({ length: count }, (_, index) => ({
        ...call,
        id: `${at}-${index}-${call.dialError}`,
        endedAt: at,
      }));
      await storeCalls(db, calls);
    },
  };
}

function hear(db: Database, channel: string, options: SubscriptionOptions = {}): Promise<string> {
  return subscribe(db, { channel, topic: 'incidents', filter: '', options }, 'U0ANNA', 0);
}

function incidents(db: Database) {
  return db
    .selectFrom('incidents')
    .select(['kind', 'about', 'closed_at', 'facts'])
    .orderBy('about')
    .execute();
}

describeStores('judging what ended', (open) => {
  it('opens one incident for every limit that people set, each posted to those who set it', async () => {
    await using store = await open();
    await hear(store.db, 'C0A');
    await hear(store.db, 'C0B');
    await hear(store.db, 'C0C', { spikeCalls: 20 });
    await hear(store.db, 'C0D', { spikeCalls: 'off' });
    await hear(store.db, 'C0E', { spikeCalls: 100 });
    const it = judging(store.db);
    await it.ended(30, failedCall('too_many_calls'));

    expect(await it.judge()).toEqual({ opened: 2, closed: 0 });
    expect((await incidents(store.db)).map(({ about }) => about)).toEqual([
      'too_many_calls',
      'too_many_calls spike:20',
    ]);
    const cards = await store.db.selectFrom('messages').select('channel').orderBy('channel').execute();
    expect(cards.map(({ channel }) => channel)).toEqual(['C0A', 'C0B', 'C0C']);
  });

  it('counts while it lasts, and closes when it is over, in the words of its end', async () => {
    await using store = await open();
    await hear(store.db, 'C0A');
    const it = judging(store.db);
    await it.ended(30, failedCall('too_many_calls'));
    await it.judge();
    it.clock.forward(5 * minute);
    await it.ended(12, failedCall('too_many_calls'));
    expect(await it.judge()).toEqual({ opened: 0, closed: 0 });
    const [lasting] = await incidents(store.db);
    expect(JSON.parse(lasting?.facts ?? '')).toMatchObject({ count: 42, filter: 'too_many_calls' });

    it.clock.forward(40 * minute);
    await it.ended(40, sampleCall());
    expect(await it.judge()).toEqual({ opened: 0, closed: 1 });
    expect((await incidents(store.db)).map((row) => row.closed_at)).toEqual([it.clock.now()]);
    expect(await it.judge()).toEqual({ opened: 0, closed: 0 });
  });

  it('says that it began in the first minute above usual, whatever failed now and then before', async () => {
    await using store = await open();
    await hear(store.db, 'C0A');
    const it = judging(store.db);
    const failures = (count: number, minutesAgo: number) =>
      storeCalls(
        store.db,
        Array.from({ length: count }, (_, index) =>
          failedCall('too_many_calls', {
            id: `${minutesAgo}-${index}`,
            endedAt: mondayNoon - minutesAgo * minute,
          }),
        ),
      );
    await failures(1, 27);
    await storeCalls(
      store.db,
      Array.from({ length: 60 }, (_, index) =>
        sampleCall({ id: `well-${index}`, endedAt: mondayNoon - 20 * minute - index * 5_000 }),
      ),
    );
    await failures(6, 13);
    await failures(9, 12);
    await failures(9, 4);
    expect(await it.judge()).toEqual({ opened: 1, closed: 0 });
    const [spike] = await incidents(store.db);
    expect(JSON.parse(spike?.facts ?? '')).toMatchObject({ since: mondayNoon - 13 * minute });
  });

  it('opens what somebody resolved again only after it was over once', async () => {
    await using store = await open();
    await hear(store.db, 'C0A');
    const it = judging(store.db);
    await it.ended(30, failedCall('too_many_calls'));
    await it.judge();
    const { id } = await store.db.selectFrom('incidents').select('id').executeTakeFirstOrThrow();
    const change = { id, by: 'U0ANNA', channel: 'C0A', now: it.clock.now() };
    await store.db.transaction().execute((tx) => resolveIncident(tx, change));
    for (let times = 0; times < 3; times += 1) {
      it.clock.forward(5 * minute);
      await it.ended(12, failedCall('too_many_calls'));
      expect(await it.judge()).toEqual({ opened: 0, closed: 0 });
    }
    expect(await incidents(store.db)).toHaveLength(1);

    it.clock.forward(40 * minute);
    await it.ended(60, sampleCall());
    expect(await it.judge()).toEqual({ opened: 0, closed: 0 });
    it.clock.forward(40 * minute);
    await it.ended(60, failedCall('too_many_calls'));
    expect(await it.judge()).toEqual({ opened: 1, closed: 0 });
    expect(await incidents(store.db)).toHaveLength(2);
  });

  it('closes what nobody wants any more', async () => {
    await using store = await open();
    await hear(store.db, 'C0A', { spikeCalls: 10 });
    const it = judging(store.db);
    await it.ended(30, failedCall('too_many_calls'));
    await it.judge();
    await hear(store.db, 'C0A', { spikeCalls: 'off' });
    it.clock.forward(40 * minute);
    await it.ended(40, sampleCall());
    expect(await it.judge()).toEqual({ opened: 0, closed: 1 });
  });

  it('notices calls that began outside the hours that a channel set, and closes a day after the last', async () => {
    await using store = await open();
    const callingHours = { ranges: [{ from: '14:00', to: '20:00' }], days: 'weekdays' as const };
    await hear(store.db, 'C0A');
    await hear(store.db, 'C0B', { callingHours });
    const it = judging(store.db);
    const began = (phoneNumber: string | null) =>
      sampleCall({ startedAt: it.clock.now() - 2 * minute, phoneNumber });
    await it.ended(3, began('+919812345678'));
    it.clock.forward(minute);
    await it.ended(2, began(null));
    expect(await it.judge()).toEqual({ opened: 0, closed: 0 });
    it.clock.forward(minute);
    await it.ended(2, began('+33199001234'));
    expect(await it.judge()).toEqual({ opened: 1, closed: 0 });
    const cards = await store.db.selectFrom('messages').select('channel').execute();
    expect(cards).toEqual([{ channel: 'C0B' }]);

    it.clock.forward(30 * minute);
    await it.ended(4, began('+33199001234'));
    expect(await it.judge()).toEqual({ opened: 0, closed: 0 });
    const [lasting] = await incidents(store.db);
    expect(JSON.parse(lasting?.facts ?? '')).toMatchObject({
      count: 6,
      since: mondayNoon,
      figures: { countries: { FR: 6 } },
    });

    it.clock.forward(24 * 60 * minute - 3 * minute);
    expect(await it.judge()).toEqual({ opened: 0, closed: 0 });
    it.clock.forward(minute);
    expect(await it.judge()).toEqual({ opened: 0, closed: 1 });
  });

  it('waits while Revox cannot be read, and knows nothing of what came since the last good poll', async () => {
    await using store = await open();
    const it = judging(store.db);
    await it.ended(30, failedCall('too_many_calls'));
    expect(await it.again()).toEqual({ opened: 0, closed: 0 });
    const failing = { ...afterGoodPoll(mondayNoon, []), failures: 2, failingSince: mondayNoon };
    await writeState(store.db, 'poll', failing, mondayNoon);
    expect(await it.again()).toEqual({ opened: 0, closed: 0 });
    expect(await it.judge()).toEqual({ opened: 1, closed: 0 });
    it.clock.forward(3 * 60 * minute);
    expect(await it.again()).toEqual({ opened: 0, closed: 0 });
  });
});

it('a call that is found late is counted on its day in turn', async () => {
  await using store = await openSqlite();
  const known = knownActivity(store.db);
  const day = 24 * 60 * minute;
  const late = mondayNoon - 5 * day;
  await known.activity(mondayNoon);
  await storeCalls(store.db, [sampleCall({ endedAt: late })]);
  const found: boolean[] = [];
  for (let minutes = 1; minutes <= 30; minutes += 1)
    found.push((await known.activity(mondayNoon + minutes * minute)).knownSince !== null);
  expect(found.at(-1)).toBe(true);
});

it('while nothing is written no day is counted again, and yet a call counts once its time has come', async () => {
  await using store = await openSqlite();
  await storeCalls(store.db, [sampleCall({ endedAt: mondayNoon + 2 * minute })]);
  const known = knownActivity(store.db);
  expect((await known.activity(mondayNoon)).knownSince).toBeNull();
  const questions = vi.spyOn(DatabaseWatch.prototype, 'worked');

  await known.activity(mondayNoon + minute);
  expect(questions.mock.calls.length).toBeLessThanOrEqual(3);
  expect((await known.activity(mondayNoon + 3 * minute)).knownSince).not.toBeNull();

  questions.mockClear();
  expect((await known.activity(mondayNoon + 4 * minute)).knownSince).not.toBeNull();
  expect(questions.mock.calls.length).toBeLessThanOrEqual(3);
});
