import { expect, test } from 'vitest';

import { deliver } from '../../src/outbox/deliver.ts';
import { takeOver } from '../../src/outbox/take-over.ts';
import { retryParked } from '../../src/store/parked-messages.ts';
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
    'is told once when the clock of Slack is %s ms ahead of ours',
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

test('where only the look-up tells the time, it looks again at the right one', async () => {
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

test('where Slack never tells the time, one that is not found is left to a person', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1']);
  room.slack.tellsTime = false;
  await doubt(room, false);
  expect(await lookUp(room)).toBe('parked');
  expect(room.slack.requestsOf(post)).toHaveLength(1);
  const { facts } = await store.db.selectFrom('incidents').select('facts').executeTakeFirstOrThrow();
  expect(JSON.parse(facts).reason).toContain('the clock of this machine');

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

test.for([
  [10_000, 'sent'],
  [-10_000, 'sent'],
  [30_000, 'parked'],
  [-30_000, 'parked'],
] as const)(
  'where the difference became %s ms another one since, one that is not found is %s',
  async ([changeMs, state]) => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await doubt(room, false);
    room.ahead.ms += changeMs;
    expect(await lookUp(room)).toBe(state);
  },
);

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
