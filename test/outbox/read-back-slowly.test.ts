import { describe, expect, test } from 'vitest';
import { deliver, takeOver } from '../../src/outbox/deliver.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { describeStores, openSqlite } from '../support/database.ts';
import { Killed, mortal } from './mortal.ts';
import { type Clock, clockAt, noon, outboxRoom, rowOf } from './outbox-room.ts';

const history = 'conversations.history';
const minute = 60_000;
const newer = 200;
const perPage = 15;
const pages = Math.ceil((newer + 1) / perPage);

type Room = Awaited<ReturnType<typeof outboxRoom>>;

/** Of an app that is distributed outside the Marketplace Slack takes one look a minute, at 15 objects. */
async function distributedRoom(db: Database, channels = ['C1'], clock = clockAt(noon)): Promise<Room> {
  const room = await outboxRoom(db, channels, clock, { app: 'distributed' });
  room.slack.gate.expectRefusal('conversations.history', 'method/conversations.history');
  return room;
}

/** A message whose answer was lost, with newer ones of other people in its channel. */
async function doubt(room: Room, accepted: boolean, id = 'm1', channel = 'C1'): Promise<void> {
  await room.enqueue(id, channel);
  room.slack.fail({ method: 'chat.postMessage', fault: { kind: 'cut', accepted } });
  await deliver(room.deps);
  for (let count = 0; count < newer; count += 1)
    room.slack.call('chat.postMessage', { channel, text: 'someone talks' });
}

/** Passes as the timetable makes them, until the message is settled. */
async function minutesUntilSettled(room: Room, id = 'm1'): Promise<number> {
  const start = room.clock.now();
  for (let step = 0; step < 600; step += 1) {
    room.clock.forward(5_000);
    await deliver(room.deps);
    const { state } = await rowOf(room.deps.db, id);
    if (state !== 'in-doubt') return minutesSince(start, room.clock);
  }
  return Number.POSITIVE_INFINITY;
}

function minutesSince(start: number, clock: Clock): number {
  return (clock.now() - start) / minute;
}

function pagesAsked({ slack }: Room): (string | undefined)[] {
  return [...new Set(slack.requestsOf(history).map(({ params }) => params.cursor))];
}

describeStores('with 15 messages a minute and 200 newer ones, a doubt', (open) => {
  test.for([true, false])(
    'is settled in the minutes that its pages take (accepted: %s)',
    async (accepted) => {
      await using store = await open();
      await using room = await distributedRoom(store.db, ['C1']);
      await doubt(room, accepted);
      expect(await minutesUntilSettled(room)).toBeLessThanOrEqual(pages + 2);
      expect((await rowOf(store.db, 'm1')).state).toBe('sent');
      expect(room.slack.accepted('m1')).toHaveLength(1);
      expect(pagesAsked(room)).toHaveLength(pages);
      expect(room.slack.requestsOf(history).filter(({ params }) => params.cursor === undefined)).toHaveLength(
        1,
      );
    },
  );
});

describe('a doubt that takes many pages', () => {
  test('is not looked for among what came after its window', async () => {
    await using store = await openSqlite();
    await using room = await distributedRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    room.slack.fail({ method: 'chat.postMessage', fault: { kind: 'cut', accepted: true } });
    await deliver(room.deps);
    room.clock.forward(2 * minute);
    for (let count = 0; count < newer; count += 1)
      room.slack.call('chat.postMessage', { channel: 'C1', text: 'someone talks' });
    expect(await minutesUntilSettled(room)).toBeLessThan(1);
    expect(pagesAsked(room)).toEqual([undefined]);
  });

  test('is not looked for among what came after the process was killed', async () => {
    await using store = await openSqlite();
    await using room = await distributedRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    let diesAt = 1;
    // The first moment at which the post is in Slack.
    for (; room.slack.accepted('m1').length === 0; diesAt += 1)
      await deliver(mortal(room.deps, diesAt))
        .catch(onlyKilled)
        .then(() => room.clock.forward(2 * minute));
    for (let count = 0; count < newer; count += 1)
      room.slack.call('chat.postMessage', { channel: 'C1', text: 'someone talks' });
    await takeOver(room.deps);
    expect(await minutesUntilSettled(room)).toBeLessThan(1);
    expect(room.slack.accepted('m1')).toHaveLength(1);
    expect(pagesAsked(room)).toEqual([undefined]);
  });

  test('goes on where it was when the process is killed in between', async () => {
    await using store = await openSqlite();
    await using room = await distributedRoom(store.db, ['C1']);
    await doubt(room, false);
    for (let death = 0; death < 10; death += 1) {
      room.clock.forward(minute + 5_000);
      await deliver(room.deps);
      // Dies somewhere in its next try.
      await deliver(mortal(room.deps, 2 + death)).catch(onlyKilled);
      await takeOver(room.deps);
    }
    expect(await minutesUntilSettled(room)).toBeLessThanOrEqual(pages - 10 + 2);
    expect(room.slack.accepted('m1')).toHaveLength(1);
  });

  test('is never parked for others that are read at the same time', async () => {
    await using store = await openSqlite();
    await using room = await distributedRoom(store.db, ['C1', 'C2', 'C3']);
    await doubt(room, true, 'm1', 'C1');
    await doubt(room, true, 'm2', 'C2');
    await doubt(room, true, 'm3', 'C3');
    for (const id of ['m1', 'm2', 'm3']) await minutesUntilSettled(room, id);
    for (const id of ['m1', 'm2', 'm3']) {
      expect((await rowOf(store.db, id)).state).toBe('sent');
      expect(room.slack.accepted(id)).toHaveLength(1);
    }
  });
});

function onlyKilled(error: unknown): void {
  if (!(error instanceof Killed)) throw error;
}
