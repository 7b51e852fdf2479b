import { expect, test } from 'vitest';
import { deliver, takeOver } from '../../src/outbox/deliver.ts';
import type { DeliverDeps } from '../../src/outbox/deliver-deps.ts';
import { retryParked } from '../../src/store/incidents/parked-messages.ts';
import { followClock } from '../../src/store/upkeep/clock-step.ts';
import { describeStores, openSqlite } from '../support/database.ts';
import { Killed } from './mortal.ts';
import { outboxRoom, rowOf } from './outbox-room.ts';

const post = 'chat.postMessage';
const measure = 'auth.test';
const hour = 3_600_000;

type Room = Awaited<ReturnType<typeof outboxRoom>>;

/** The answer to a post is lost. */
async function doubt(room: Room, accepted: boolean): Promise<void> {
  await room.enqueue('m1', 'C1');
  room.slack.fail({ method: post, fault: { kind: 'cut', accepted } });
  await deliver(room.deps);
}

async function lookUp(room: Room): Promise<string> {
  room.clock.forward(12_000);
  await deliver(room.deps);
  return (await rowOf(room.deps.db, 'm1')).state;
}

describeStores('a message whose answer was lost', (open) => {
  test.for([-7 * hour, -50_000, -21_000, 0, 21_000, 50_000, 7 * hour])(
    'is posted once when the clock of Slack is %s ms ahead of ours',
    async (aheadMs) => {
      await using store = await open();
      await using room = await outboxRoom(store.db, ['C1']);
      room.ahead.ms = aheadMs;
      await doubt(room, true);
      expect(await lookUp(room)).toBe('sent');
      expect(room.slack.accepted('m1')).toHaveLength(1);
    },
  );
});

test('where only the look-up says the time, it looks again at the right one', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1']);
  room.ahead.ms = -10 * 60_000;
  room.slack.fail({ method: measure, fault: { kind: 'cut', accepted: true } });
  await doubt(room, true);
  expect((await rowOf(store.db, 'm1')).slack_ahead_ms).toBeNull();
  expect(await lookUp(room)).toBe('sent');
  expect(room.slack.accepted('m1')).toHaveLength(1);
});

test('one that is not there is posted again, also by a process that was down for hours', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1']);
  room.ahead.ms = -50_000;
  await room.enqueue('m1', 'C1');
  const dies = async () => {
    throw new Killed('before its post');
  };
  const dying = deliver({ ...room.deps, slack: { ...room.deps.slack, post: dies } });
  await expect(dying).rejects.toThrow(Killed);
  expect(await rowOf(store.db, 'm1')).toMatchObject({ state: 'posting' });
  room.clock.forward(3 * hour);
  await takeOver(room.deps);
  expect(await lookUp(room)).toBe('sent');
  expect(room.slack.accepted('m1')).toHaveLength(1);
});

test('where Slack never says the time, one that is not found is left to a person', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1']);
  room.slack.tellsTime = false;
  await doubt(room, false);
  expect(await lookUp(room)).toBe('parked');
  expect(room.slack.requestsOf(post)).toHaveLength(1);
  const { facts } = await store.db.selectFrom('incidents').select('facts').executeTakeFirstOrThrow();
  expect(JSON.parse(facts).figures.sentence).toContain('the clock of this machine');

  await retryParked(store.db, 'C1', room.clock.now());
  expect(await lookUp(room)).toBe('sent');
  expect(room.slack.accepted('m1')).toHaveLength(1);
});

test.for([-2 * hour, -600_000, 600_000, 2 * hour])(
  'what a person has tried again is found, though the clock of the attempt was %s ms off and nobody knew',
  async (aheadMs) => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    room.ahead.ms = aheadMs;
    room.slack.tellsTime = false;
    await doubt(room, true);
    expect(await lookUp(room)).toBe('parked');

    room.slack.tellsTime = true;
    room.clock.forward(hour);
    await deliver(room.deps);
    await retryParked(store.db, 'C1', room.clock.now());
    expect(await lookUp(room)).toBe('sent');
    expect(room.slack.accepted('m1')).toHaveLength(1);
  },
);

test('what a person has tried again stays so over a look-up that Slack puts off', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1']);
  room.slack.tellsTime = false;
  await doubt(room, false);
  expect(await lookUp(room)).toBe('parked');
  await retryParked(store.db, 'C1', room.clock.now());
  room.slack.fail({
    method: 'conversations.history',
    fault: { kind: 'answer', accepted: false, status: 503 },
  });
  expect(await lookUp(room)).toBe('in-doubt');
  expect(await lookUp(room)).toBe('sent');
});

const steps = [-72 * hour, -600_000, -30_000, -10_000, 10_000, 20_000, 30_000, 600_000, 72 * hour];

test.for(steps)(
  'a clock that is set by %s ms after the attempt leaves no doubt: what is there is found, what is not is posted',
  async (byMs) => {
    for (const accepted of [true, false]) {
      await using store = await openSqlite();
      await using room = await outboxRoom(store.db, ['C1']);
      await doubt(room, accepted);
      room.setClock(byMs);
      if (byMs < 0) await followClock(store.db, room.clock.now(), -byMs);
      const states = [await lookUp(room), await lookUp(room), await lookUp(room), await lookUp(room)];
      expect(states.at(-1)).toBe('sent');
      expect(states).not.toContain('parked');
      expect(room.slack.accepted('m1')).toHaveLength(1);
    }
  },
);

test('a clock that is put back under a post and once more, and is then set right, leaves what is there to be found', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1']);
  await room.enqueue('m1', 'C1');
  const post: DeliverDeps['slack']['post'] = async (message) => {
    await room.deps.slack.post(message);
    throw new Killed('after its post');
  };
  await expect(deliver({ ...room.deps, slack: { ...room.deps.slack, post } })).rejects.toThrow(Killed);
  room.setClock(-600_000);
  await followClock(store.db, room.clock.now(), 600_000);
  await takeOver(room.deps);
  room.setClock(-2 * hour);
  await followClock(store.db, room.clock.now(), 2 * hour);
  room.setClock(2 * hour + 600_000);
  expect(await lookUp(room)).toBe('sent');
  expect(room.slack.accepted('m1')).toHaveLength(1);
});

test.for(steps.filter((byMs) => byMs > 0))(
  'after a leap by %s ms what Slack accepted and does not show yet keeps us waiting, also by the next process',
  async (byMs) => {
    for (const dies of [false, true]) {
      await using store = await openSqlite();
      await using room = await outboxRoom(store.db, ['C1']);
      room.slack.historyLagMs = 5_000;
      await doubt(room, true);
      room.setClock(byMs);
      if (dies) await takeOver(room.deps);
      for (let second = 0; second < 30; second += 1) {
        await deliver(room.deps);
        room.clock.forward(1_000);
      }
      expect(await rowOf(store.db, 'm1')).toMatchObject({ state: 'sent' });
      expect(room.slack.accepted('m1')).toHaveLength(1);
    }
  },
);

test.for([-200_000, -60_000, 60_000, 200_000])(
  'a clock that is set by %s ms before the attempt has it measured again',
  async (byMs) => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1', 'C2']);
    await room.enqueue('m0', 'C2');
    await deliver(room.deps);
    room.setClock(byMs);
    await doubt(room, true);
    expect((await rowOf(store.db, 'm1')).slack_ahead_ms).toBeCloseTo(500 - byMs, -3);
    expect(await lookUp(room)).toBe('sent');
    expect(room.slack.accepted('m1')).toHaveLength(1);
  },
);

test.for([-600_000, -40_000, -20_000, 0, 20_000, 40_000, 600_000])(
  'a clock that is set by %s ms after an attempt for which nobody could measure it has nothing posted twice',
  async (byMs) => {
    for (const accepted of [true, false]) {
      await using store = await openSqlite();
      await using room = await outboxRoom(store.db, ['C1']);
      room.slack.historyLagMs = 5_000;
      await room.enqueue('m1', 'C1');
      const slackClock = { reading: () => null, measure: () => Promise.reject(new Error('too slow')) };
      const post: DeliverDeps['slack']['post'] = async (message) => {
        if (accepted) await room.deps.slack.post(message);
        throw new Killed('around its post');
      };
      const dying = deliver({ ...room.deps, slackClock, slack: { ...room.deps.slack, post } });
      await expect(dying).rejects.toThrow(Killed);
      await takeOver(room.deps);
      room.setClock(byMs);
      if (byMs < 0) await followClock(store.db, room.clock.now(), -byMs);
      for (let second = 0; second < 90; second += 1) {
        await deliver(room.deps);
        room.clock.forward(1_000);
      }
      // What is not there, and by a clock that is too far off, is left to a person.
      const { state } = await rowOf(store.db, 'm1');
      expect(Math.abs(byMs) > 300_000 ? ['sent', 'parked'] : ['sent']).toContain(state);
      expect(room.slack.accepted('m1')).toHaveLength(state === 'sent' ? 1 : Number(accepted));
    }
  },
);

test('where the time of the attempt makes no sense by Slack’s clock, one that is not found is left to a person', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1']);
  await doubt(room, false);
  await store.db
    .updateTable('messages')
    .set({ slack_ahead_ms: 8 * hour })
    .execute();
  expect(await lookUp(room)).toBe('parked');
});

test('nothing is asked of Slack while nothing waits', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1']);
  await deliver(room.deps);
  expect(room.slack.requests).toEqual([]);
});

test('it is asked at most every four minutes', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1']);
  for (let minute = 0; minute < 10; minute += 1) {
    await room.enqueue(`m${minute}`, 'C1');
    await deliver(room.deps);
    room.clock.forward(60_000);
  }
  // Each post tells the time as well.
  expect(room.slack.requestsOf(measure)).toHaveLength(1);
});
