import { expect, test } from 'vitest';
import { deliver, takeOver } from '../../src/outbox/deliver.ts';
import { claimDue } from '../../src/store/messages/message-claims.ts';
import { claimEdit } from '../../src/store/messages/message-edits.ts';
import { openPostgres, openSqlite, type TestStore } from '../support/database.ts';
import { type Clock, outboxRoom, rowOf } from './outbox-room.ts';

const graceMs = 12_000;

test('what is claimed for a post as the process starts is in doubt at once, and posted a grace period later', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1', 'C2']);
  await room.enqueue('accepted', 'C1');
  await room.enqueue('not-sent', 'C2');
  await claimAll(store, room.clock);
  room.slack.call('chat.postMessage', { channel: 'C1', text: 'Hello', metadata: metadataOf('accepted') });

  room.clock.forward(1_500);
  await takeOver(room.deps);
  expect(room.log.lines).toMatchObject([{ level: 'info', fields: { count: 2 } }]);
  await deliver(room.deps);
  expect(await rowOf(store.db, 'not-sent')).toMatchObject({ state: 'in-doubt', lease_until: null });
  room.clock.forward(graceMs);
  await deliver(room.deps);

  for (const id of ['accepted', 'not-sent']) {
    expect(room.slack.accepted(id), id).toHaveLength(1);
    expect((await rowOf(store.db, id)).state, id).toBe('sent');
  }
});

test('look-ups and edits that are claimed as the process starts are begun again at once', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1', 'C2']);
  await room.enqueue('posted', 'C1');
  await deliver(room.deps);
  await store.db.updateTable('messages').set({ edit_due_at: room.clock.now() }).execute();
  await claimEdit(store.db, { now: room.clock.now(), leaseMs: 60_000 });
  room.slack.fail({ method: 'chat.postMessage', fault: { kind: 'cut', accepted: true } });
  await room.enqueue('looked-up', 'C2');
  await deliver(room.deps);
  room.clock.forward(graceMs);
  expect(await claimAll(store, room.clock)).toMatchObject([{ task: 'read-back' }]);

  await takeOver(room.deps);
  expect(room.log.lines.filter((line) => line.level === 'info')).toEqual([]);
  expect(await claimEdit(store.db, { now: room.clock.now(), leaseMs: 60_000 })).not.toBeNull();
  await deliver(room.deps);
  expect((await rowOf(store.db, 'looked-up')).state).toBe('sent');
});

test('where replicas share the work, a starting one leaves alone what others hold', async () => {
  await using store = await openPostgres();
  await using room = await outboxRoom(store.db, ['C1']);
  await room.enqueue('m1', 'C1');
  await claimAll(store, room.clock);

  await takeOver(room.deps);

  expect((await rowOf(store.db, 'm1')).state).toBe('posting');
});

function claimAll({ db }: TestStore, clock: Clock) {
  return claimDue(db, { now: clock.now(), leaseMs: 60_000, limit: 10, slackAheadMs: 500 });
}

function metadataOf(id: string): string {
  return JSON.stringify({ event_type: 'revox_news', event_payload: { id, kind: 'calls', calls: 1 } });
}
