import { expect, test } from 'vitest';

import { openDatabase } from '../../../src/store/engine/database.ts';
import { parkMessage, retryParked } from '../../../src/store/incidents/parked-messages.ts';
import { type Claim, claimDue, nextDueAt } from '../../../src/store/messages/message-claims.ts';
import { claimEdit, settleEdit } from '../../../src/store/messages/message-edits.ts';
import { enqueueMessage, findMessage, findPostedMessage } from '../../../src/store/messages/messages.ts';
import { releaseClaim, type Settlement, settle } from '../../../src/store/messages/settle-message.ts';
import { describeStores, type TestStore } from '../../support/database.ts';

const noon = Date.UTC(2026, 2, 2, 12);
const second = 1_000;
const leaseMs = 60_000;

function enqueue(store: TestStore, id: string, channel: string, at = noon, more: { skipped?: string } = {}) {
  return enqueueMessage(
    store.db,
    {
      id,
      key: `key:${id}`,
      channel,
      form: 'bundle',
      kind: 'calls',
      subject: { since: 7 },
      calls: 2,
      ...more,
    },
    at,
  );
}

async function claimAt(store: TestStore, now: number, limit = 10): Promise<Claim[]> {
  const claims = await claimDue(store.db, { now, leaseMs, limit });
  return claims.sort((one, other) => (one.message.id < other.message.id ? -1 : 1));
}

async function claimOne(store: TestStore, now: number): Promise<Claim> {
  const [claim] = await claimAt(store, now);
  if (claim === undefined) throw new Error('nothing to claim');
  return claim;
}

const ids = (claims: Claim[]) => claims.map((claim) => claim.message.id);
const sent = (at: number): Settlement => ({ state: 'sent', ts: '1772.000100', channelFreeAt: at + second });

async function row(store: TestStore, id: string) {
  return {
    ...(await store.db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow()),
  };
}

describeStores('the outbox', (open) => {
  test('a message with a known key is left as it was', async () => {
    await using store = await open();
    const message = {
      key: 'digest:C1:2026-03-01',
      channel: 'C1',
      form: 'bundle',
      kind: 'calls',
      calls: 0,
    } as const;
    expect(await enqueueMessage(store.db, { ...message, id: 'm1', subject: { since: 1 } }, noon)).toBe(true);
    expect(await enqueueMessage(store.db, { ...message, id: 'm2', subject: { since: 2 } }, noon)).toBe(false);
    expect(await findMessage(store.db, 'm1')).toEqual({
      ...message,
      id: 'm1',
      subject: { since: 1 },
      incidentId: null,
      createdAt: noon,
      threadTs: null,
      parentId: null,
      sentAt: null,
      ts: null,
    });
    expect(await findMessage(store.db, 'm2')).toBeNull();
  });

  test('a skipped message is on record and never claimed', async () => {
    await using store = await open();
    await enqueue(store, 'm1', 'C1', noon, { skipped: 'too late' });
    expect(await claimAt(store, noon)).toEqual([]);
    expect(await row(store, 'm1')).toMatchObject({ state: 'skipped', reason: 'too late' });
  });

  test('a message in Slack is found by its place, and only there', async () => {
    await using store = await open();
    await enqueue(store, 'm1', 'C1');
    await settle(store.db, await claimOne(store, noon), sent(noon), noon);
    expect(await findPostedMessage(store.db, 'C1', '1772.000100')).toMatchObject({ id: 'm1' });
    expect(await findPostedMessage(store.db, 'C2', '1772.000100')).toBeNull();
    expect(await findPostedMessage(store.db, 'C1', '1772.000200')).toBeNull();
  });

  test('that a post is about to be made is on disk before it is made', async () => {
    await using store = await open();
    await enqueue(store, 'm1', 'C1');
    const claim = await claimOne(store, noon + 5);
    expect(claim).toMatchObject({
      task: 'post',
      attempt: 1,
      attemptedAt: noon + 5,
      leaseUntil: noon + 5 + leaseMs,
    });
    expect(await row(store, 'm1')).toMatchObject({
      state: 'posting',
      attempted_at: noon + 5,
      attempts: 1,
      lease_token: claim.token,
      lease_until: noon + 5 + leaseMs,
    });
  });

  test('one message per channel is claimed, the oldest first, and no more than asked for', async () => {
    await using store = await open();
    await enqueue(store, 'a2', 'A', noon + 2);
    await enqueue(store, 'a1', 'A', noon + 1);
    await enqueue(store, 'b1', 'B', noon + 3);
    await enqueue(store, 'c1', 'C', noon + 4);
    expect(ids(await claimAt(store, noon + 9, 2))).toEqual(['a1', 'b1']);
    expect(ids(await claimAt(store, noon + 9, 2))).toEqual(['c1']);
    expect(ids(await claimAt(store, noon + 9, 2))).toEqual([]);
  });

  test.for<[string, Settlement, number, string[]]>([
    ['waits for another try', { state: 'ready', dueAt: noon + 9 * second, reason: 'x' }, noon + second, []],
    ['is in doubt', { state: 'in-doubt', dueAt: noon + 9 * second, reason: 'x' }, noon + second, []],
    ['was sent a moment ago', sent(noon), noon + second - 1, []],
    ['was sent a second ago', sent(noon), noon + second, ['m2']],
    ['is skipped', { state: 'skipped', reason: 'x' }, noon, ['m2']],
    ['is parked', { state: 'parked', reason: 'x', inDoubt: false }, noon, ['m2']],
    ['is parked in doubt', { state: 'parked', reason: 'x', inDoubt: true }, noon, ['m2']],
  ])('what follows in the channel when a message %s', async ([, settlement, later, claimed]) => {
    await using store = await open();
    await enqueue(store, 'm1', 'C1', noon - 2);
    await enqueue(store, 'm2', 'C1', noon - 1);
    expect(await settle(store.db, await claimOne(store, noon), settlement, noon)).toBe(true);
    expect(ids(await claimAt(store, later))).toEqual(claimed);
  });

  test('an older message that comes back waits until the one under way is done', async () => {
    await using store = await open();
    await enqueue(store, 'm1', 'C1', noon - 2);
    await enqueue(store, 'm2', 'C1', noon - 1);
    await settle(
      store.db,
      await claimOne(store, noon),
      { state: 'parked', reason: 'x', inDoubt: false },
      noon,
    );
    const second = await claimOne(store, noon);
    await retryParked(store.db, 'C1', noon);
    expect(await claimAt(store, noon)).toEqual([]);
    await settle(store.db, second, { state: 'skipped', reason: 'x' }, noon);
    expect(ids(await claimAt(store, noon))).toEqual(['m1']);
  });

  test('channels known by name only are left alone', async () => {
    await using store = await open();
    await enqueue(store, 'm1', '#calls');
    expect(await claimAt(store, noon)).toEqual([]);
  });

  test('a message whose lease ran out is in doubt: it is claimed to be looked up', async () => {
    await using store = await open();
    await enqueue(store, 'm1', 'C1');
    const first = await claimOne(store, noon);
    expect(await claimAt(store, noon + leaseMs - 1)).toEqual([]);
    const again = await claimOne(store, noon + leaseMs);
    expect(again).toMatchObject({ task: 'read-back', attempt: 1, attemptedAt: noon });
    expect(again.token).not.toBe(first.token);
    expect((await row(store, 'm1')).state).toBe('in-doubt');
    const third = await claimOne(store, noon + 2 * leaseMs);
    expect(third).toMatchObject({ task: 'read-back', attempt: 1, attemptedAt: noon });
  });

  test('tries that fail are counted, those that a dead process left behind are not', async () => {
    await using store = await open();
    await enqueue(store, 'm1', 'C1');
    await claimOne(store, noon);
    const inDoubt = (at: number): Settlement => ({ state: 'in-doubt', dueAt: at, reason: 'unreadable' });
    for (let life = 1; life <= 10; life += 1) await claimOne(store, noon + life * leaseMs);
    const failed = await claimOne(store, noon + 11 * leaseMs);
    expect(failed.attempt).toBe(1);
    await settle(store.db, failed, inDoubt(noon + 12 * leaseMs), noon + 11 * leaseMs);
    expect((await claimOne(store, noon + 12 * leaseMs)).attempt).toBe(2);
    expect((await claimOne(store, noon + 13 * leaseMs)).attempt).toBe(2);
  });

  test('a settlement of a lost claim is refused and changes nothing', async () => {
    await using store = await open();
    await enqueue(store, 'm1', 'C1');
    const lost = await claimOne(store, noon);
    const held = await claimOne(store, noon + leaseMs);
    const before = await row(store, 'm1');
    expect(await settle(store.db, lost, sent(noon), noon + leaseMs)).toBe(false);
    expect(await parkMessage(store.db, lost, parking, noon + leaseMs)).toBe(false);
    await releaseClaim(store.db, lost);
    expect(await row(store, 'm1')).toEqual(before);
    expect(await store.db.selectFrom('incidents').selectAll().execute()).toEqual([]);
    expect(await settle(store.db, held, sent(noon), noon + leaseMs)).toBe(true);
    expect(await settle(store.db, held, sent(noon), noon + leaseMs)).toBe(false);
  });

  test('a settlement after the lease counts while nobody else has claimed', async () => {
    await using store = await open();
    await enqueue(store, 'm1', 'C1');
    const claim = await claimOne(store, noon);
    expect(await settle(store.db, claim, sent(noon), noon + 2 * leaseMs)).toBe(true);
    expect((await row(store, 'm1')).state).toBe('sent');
  });

  test('a claim with which nothing was sent is given back as if it had not been made', async () => {
    await using store = await open();
    await enqueue(store, 'm1', 'C1');
    const before = await row(store, 'm1');
    await releaseClaim(store.db, await claimOne(store, noon));
    expect(await row(store, 'm1')).toEqual(before);

    await settle(
      store.db,
      await claimOne(store, noon),
      { state: 'in-doubt', dueAt: noon, reason: 'x' },
      noon,
    );
    const inDoubt = await row(store, 'm1');
    await releaseClaim(store.db, await claimOne(store, noon));
    expect(await row(store, 'm1')).toEqual(inDoubt);
  });

  test('tries are counted in a row, for posting and for looking up apart', async () => {
    await using store = await open();
    await enqueue(store, 'm1', 'C1');
    const next = async (settlement: Settlement) => {
      const claim = await claimOne(store, noon);
      await settle(store.db, claim, settlement, noon);
      return `${claim.task} ${claim.attempt}`;
    };
    const later: Settlement = { state: 'ready', dueAt: noon, reason: 'x' };
    const doubt: Settlement = { state: 'in-doubt', dueAt: noon, reason: 'x' };
    expect(await next(later)).toBe('post 1');
    expect(await next(doubt)).toBe('post 2');
    expect(await next(doubt)).toBe('read-back 1');
    expect(await next(later)).toBe('read-back 2');
    expect(await next(sent(noon))).toBe('post 1');
    expect((await row(store, 'm1')).attempts).toBe(0);
  });

  test('it is known when to look next', async () => {
    await using store = await open();
    expect(await nextDueAt(store.db, noon)).toBeNull();
    await enqueue(store, 'm1', 'C1', noon - 2);
    await enqueue(store, 'm2', 'C1', noon - 1);
    const claim = await claimOne(store, noon);
    expect(await nextDueAt(store.db, noon)).toBe(noon + leaseMs);
    await settle(store.db, claim, sent(noon), noon);
    expect(await nextDueAt(store.db, noon)).toBe(noon + second);
    await claimOne(store, noon + second);
    const again: Settlement = { state: 'ready', dueAt: noon + 7 * second, reason: 'x' };
    await settle(store.db, await claimOne(store, noon + 2 * leaseMs), again, noon);
    expect(await nextDueAt(store.db, noon + 2 * second)).toBe(noon + 7 * second);
  });
});

const parking = {
  reason: 'not_in_channel',
  inDoubt: false,
  pauses: true,
  sentence: 'Not a member.',
  nextStep: 'Invite me.',
};

describeStores('parked messages', (open) => {
  test('are tried again when a person says so, and those in doubt are looked up first', async () => {
    await using store = await open();
    await enqueue(store, 'm1', 'C1', noon - 2);
    await enqueue(store, 'm2', 'C1', noon - 1);
    await enqueue(store, 'other', 'C2', noon);
    for (const claim of await claimAt(store, noon)) await parkMessage(store.db, claim, parking, noon);
    await parkMessage(store.db, await claimOne(store, noon), { ...parking, inDoubt: true }, noon);
    expect(await claimAt(store, noon + leaseMs)).toEqual([]);

    expect(await retryParked(store.db, 'C1', noon)).toBe(2);
    expect(await row(store, 'm1')).toMatchObject({ state: 'ready', reason: null, attempts: 0 });
    expect(await row(store, 'm2')).toMatchObject({ state: 'in-doubt', attempted_at: noon });
    expect((await row(store, 'other')).state).toBe('parked');
    expect(await openIncidents(store)).toEqual(['C2']);
    expect(await retryParked(store.db, null, noon)).toBe(1);
    expect(await openIncidents(store)).toEqual([]);
  });

  test('are counted in the incident of their channel', async () => {
    await using store = await open();
    for (const id of ['m1', 'm2', 'm3']) {
      await enqueue(store, id, 'C1');
      await parkMessage(store.db, await claimOne(store, noon), parking, noon);
    }
    const { facts } = await store.db.selectFrom('incidents').select('facts').executeTakeFirstOrThrow();
    const figures = { cause: 'refused', sentence: 'Not a member.', nextStep: 'Invite me.' };
    expect(JSON.parse(facts)).toEqual({ figures, count: 3 });
  });
});

async function openIncidents(store: TestStore): Promise<string[]> {
  const open = store.db.selectFrom('incidents').select('about').where('closed_at', 'is', null);
  return (await open.execute()).map((it) => it.about);
}

describeStores('edits of posted messages', (open) => {
  async function post(store: TestStore, id: string, editDueAt: number | null) {
    await enqueue(store, id, id);
    await settle(store.db, await claimOne(store, noon), sent(noon), noon);
    await store.db.updateTable('messages').set({ edit_due_at: editDueAt }).where('id', '=', id).execute();
  }

  test('are claimed when due, one at a time', async () => {
    await using store = await open();
    await post(store, 'm1', noon + 5);
    await post(store, 'm2', null);
    expect(await claimEdit(store.db, { now: noon + 4, leaseMs })).toBeNull();
    expect(await claimEdit(store.db, { now: noon + 5, leaseMs })).toMatchObject({
      message: { id: 'm1', ts: '1772.000100' },
      attempt: 1,
    });
    expect(await claimEdit(store.db, { now: noon + 5, leaseMs })).toBeNull();
  });

  test('a change while an edit is being made asks for another edit', async () => {
    await using store = await open();
    await post(store, 'm1', noon);
    const claim = await claimEdit(store.db, { now: noon, leaseMs });
    if (claim === null) throw new Error('nothing to edit');
    await store.db
      .updateTable('messages')
      .set({ edit_due_at: noon + 9 })
      .where('edit_due_at', 'is', null)
      .execute();
    expect(await settleEdit(store.db, claim, null)).toBe(true);
    expect(await claimEdit(store.db, { now: noon + 9, leaseMs })).toMatchObject({
      message: { id: 'm1' },
      attempt: 1,
    });
  });

  test('an edit whose maker disappeared is made by another', async () => {
    await using store = await open();
    await post(store, 'm1', noon);
    const lost = await claimEdit(store.db, { now: noon, leaseMs });
    expect(await claimEdit(store.db, { now: noon + leaseMs - 1, leaseMs })).toBeNull();
    expect(await claimEdit(store.db, { now: noon + leaseMs, leaseMs })).toMatchObject({ attempt: 1 });
    expect(lost && (await settleEdit(store.db, lost, null))).toBe(false);
  });

  test('do not hold back what the channel hears next', async () => {
    await using store = await open();
    await post(store, 'm1', noon);
    await claimEdit(store.db, { now: noon, leaseMs });
    await enqueue(store, 'next', 'm1', noon + 1);
    expect(ids(await claimAt(store, noon + second))).toEqual(['next']);
  });
});

describeStores('replicas that claim at the same time', (open, kind) => {
  test('never claim the same message, nor two of one channel', async () => {
    await using store = await open();
    const other = kind === 'Postgres' ? openDatabase(store.url) : store.db;
    for (let count = 0; count < 40; count += 1)
      await enqueue(store, `m${count}`, `C${count % 20}`, noon + count);
    const claims = await Promise.all(
      [store.db, other, store.db, other].map((db) =>
        claimDue(db, { now: noon + second, leaseMs, limit: 20 }),
      ),
    );
    if (other !== store.db) await other.destroy();
    const channels = claims.flat().map((claim) => claim.message.channel);
    expect(new Set(channels).size).toBe(channels.length);
    expect(channels).toHaveLength(20);
  });
});
