import { describe, expect, test } from 'vitest';

import { deliver } from '../../src/outbox/deliver.ts';
import type { DeliverDeps } from '../../src/outbox/deliver-deps.ts';
import { editMessages } from '../../src/outbox/edit.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { openSqlite } from '../support/database.ts';
import { type Fault, rateLimited } from '../support/slack/slack-server.ts';
import { outboxRoom, rowOf } from './outbox-room.ts';

const update = 'chat.update';
const error = (word: string): Fault => ({ kind: 'error', accepted: false, error: word });

const say: DeliverDeps['say'] = async () => ({ text: 'Hello again', blocks: [{ type: 'divider' }] });

async function postedRoom(db: Database) {
  const room = await outboxRoom(db, ['C1']);
  await room.enqueue('m1', 'C1');
  await deliver(room.deps);
  await askForEdit(db, room.clock.now());
  return {
    ...room,
    deps: { ...room.deps, say },
  };
}

async function askForEdit(db: Database, at: number) {
  await db.updateTable('messages').set({ edit_due_at: at }).execute();
}

describe('a posted message whose content changed', () => {
  test('is written again in place, and keeps its metadata', async () => {
    await using store = await openSqlite();
    await using room = await postedRoom(store.db);
    expect(await editMessages(room.deps)).toEqual({ edited: 1, givenUp: 0, postponed: 0 });
    expect(room.slack.messagesIn('C1')).toHaveLength(1);
    expect(room.slack.accepted('m1')[0]).toMatchObject({ text: 'Hello again', edits: 1 });
    expect(await editMessages(room.deps)).toEqual({ edited: 0, givenUp: 0, postponed: 0 });
    expect(await rowOf(store.db, 'm1')).toMatchObject({
      state: 'sent',
      edit_due_at: null,
      lease_token: null,
    });
  });

  test('is not edited before its time', async () => {
    await using store = await openSqlite();
    await using room = await postedRoom(store.db);
    await askForEdit(store.db, room.clock.now() + 10);
    expect(await editMessages(room.deps)).toEqual({ edited: 0, givenUp: 0, postponed: 0 });
    room.clock.forward(10);
    expect(await editMessages(room.deps)).toEqual({ edited: 1, givenUp: 0, postponed: 0 });
  });

  test('is left as it is when nothing is left to tell', async () => {
    await using store = await openSqlite();
    await using room = await postedRoom(store.db);
    const result = await editMessages({ ...room.deps, say: async () => null });
    expect(result).toEqual({ edited: 0, givenUp: 1, postponed: 0 });
    expect(room.slack.accepted('m1')[0]?.text).toBe('Hello');
  });

  test.for<[string, Fault, number]>([
    ['a rate limit', rateLimited('7'), 7_000],
    ['a cut connection', { kind: 'cut', accepted: false }, 1_000],
    ['an edit that was made, with its answer lost', { kind: 'cut', accepted: true }, 1_000],
    ['a failing server', { kind: 'answer', accepted: false, status: 500 }, 1_000],
    ['an archived channel', error('is_archived'), 1_000],
  ])('is edited later after %s', async ([, fault, afterMs]) => {
    await using store = await openSqlite();
    await using room = await postedRoom(store.db);
    room.slack.fail({ method: update, fault });
    expect(await editMessages(room.deps)).toEqual({ edited: 0, givenUp: 0, postponed: 1 });
    expect((await rowOf(store.db, 'm1')).edit_due_at).toBe(room.clock.now() + afterMs);
    room.clock.forward(afterMs);
    expect(await editMessages(room.deps)).toEqual({ edited: 1, givenUp: 0, postponed: 0 });
    expect(room.slack.accepted('m1')[0]?.text).toBe('Hello again');
  });

  test.for(['message_not_found', 'edit_window_closed', 'cant_update_message'])(
    'is given up quietly when Slack says %s',
    async (word) => {
      await using store = await openSqlite();
      await using room = await postedRoom(store.db);
      room.slack.fail({ method: update, fault: error(word) });
      expect(await editMessages(room.deps)).toEqual({ edited: 0, givenUp: 1, postponed: 0 });
      expect(await editMessages(room.deps)).toEqual({ edited: 0, givenUp: 0, postponed: 0 });
      expect(room.log.lines).toEqual([]);
    },
  );

  test('is given up and reported after ten refusals in a row', async () => {
    await using store = await openSqlite();
    await using room = await postedRoom(store.db);
    room.slack.fail({ method: update, fault: error('token_revoked'), times: 100 });
    for (let pass = 0; pass < 12; pass += 1) {
      await editMessages(room.deps);
      room.clock.forward(600_000);
    }
    expect(room.slack.requestsOf(update)).toHaveLength(10);
    expect(room.log.lines.map((line) => line.sentence)).toEqual(['an edit was given up']);
  });

  test('is said in words when Slack refuses the new blocks, and the defect is reported', async () => {
    await using store = await openSqlite();
    await using room = await postedRoom(store.db);
    const messages = ['[ERROR] bad [json-pointer:/blocks/0]'];
    room.slack.fail({
      method: update,
      fault: { kind: 'error', accepted: false, error: 'invalid_blocks', messages },
    });
    expect(await editMessages(room.deps)).toEqual({ edited: 1, givenUp: 0, postponed: 0 });
    expect(room.log.lines[0]).toMatchObject({
      level: 'error',
      fields: { channel: 'C1', pointer: '/blocks/0' },
    });
    expect(room.slack.accepted('m1')[0]).toMatchObject({ text: 'Hello again', blocks: [] });
  });

  test('that cannot be put into words is tried again, and does not stop the pass', async () => {
    await using store = await openSqlite();
    await using room = await postedRoom(store.db);
    const deps: typeof room.deps = {
      ...room.deps,
      say: () => {
        throw new Error('no words');
      },
    };
    expect(await editMessages(deps)).toEqual({ edited: 0, givenUp: 0, postponed: 1 });
    room.clock.forward(1_000);
    expect(await editMessages(room.deps)).toEqual({ edited: 1, givenUp: 0, postponed: 0 });
  });

  test('does not count the tries of an edit against the next one', async () => {
    await using store = await openSqlite();
    await using room = await postedRoom(store.db);
    room.slack.fail({ method: update, fault: error('internal_error') });
    await editMessages(room.deps);
    room.clock.forward(1_000);
    await editMessages(room.deps);
    expect((await rowOf(store.db, 'm1')).attempts).toBe(0);
  });
});

describe('a posted message that shows what was erased', () => {
  const erased = { text: 'Erased', blocks: [{ type: 'divider' }] };

  async function erasedRoom(db: Database) {
    const room = await postedRoom(db);
    await db.updateTable('messages').set({ erasure_id: 'e1' }).execute();
    const say: DeliverDeps['say'] = async (message, now) =>
      message.form === 'erased' ? erased : room.deps.say(message, now);
    return { ...room, deps: { ...room.deps, say } };
  }

  test('is written again, and is done with then', async () => {
    await using store = await openSqlite();
    await using room = await erasedRoom(store.db);
    expect(await editMessages(room.deps)).toEqual({ edited: 1, givenUp: 0, postponed: 0 });
    expect(room.slack.accepted('m1')[0]?.text).toBe('Hello again');
    expect((await rowOf(store.db, 'm1')).erasure_id).toBeNull();
  });

  test('says so when nothing else is left to tell', async () => {
    await using store = await openSqlite();
    await using room = await erasedRoom(store.db);
    const say: DeliverDeps['say'] = async ({ form }) => (form === 'erased' ? erased : null);
    await editMessages({ ...room.deps, say });
    expect(room.slack.accepted('m1')[0]?.text).toBe('Erased');
  });

  test('says so when Slack refuses what is left', async () => {
    await using store = await openSqlite();
    await using room = await erasedRoom(store.db);
    room.slack.fail({ method: update, fault: error('invalid_blocks'), times: 2 });
    expect(await editMessages(room.deps)).toEqual({ edited: 1, givenUp: 0, postponed: 0 });
    expect(room.slack.accepted('m1')[0]?.text).toBe('Erased');
  });

  test.for([
    ['message_not_found', null],
    ['edit_window_closed', 'e1'],
    ['cant_update_message', 'e1'],
  ] as const)('after %s it is known whether it still shows it', async ([word, erasureId]) => {
    await using store = await openSqlite();
    await using room = await erasedRoom(store.db);
    room.slack.fail({ method: update, fault: error(word) });
    await editMessages(room.deps);
    expect((await rowOf(store.db, 'm1')).erasure_id).toBe(erasureId);
  });

  test('still shows it while Slack takes no edit', async () => {
    await using store = await openSqlite();
    await using room = await erasedRoom(store.db);
    room.slack.fail({ method: update, fault: rateLimited('7') });
    expect(await editMessages(room.deps)).toEqual({ edited: 0, givenUp: 0, postponed: 1 });
    expect((await rowOf(store.db, 'm1')).erasure_id).toBe('e1');
  });
});
