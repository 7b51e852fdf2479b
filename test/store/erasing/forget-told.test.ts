import { expect, it } from 'vitest';

import { saveCalls } from '../../../src/store/calls/calls.ts';
import { recordReveal } from '../../../src/store/calls/reveals.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import type { MessagesTable } from '../../../src/store/engine/tables/messages.ts';
import { forgetSettled } from '../../../src/store/erasing/forget-settled.ts';
import { forgetTold, forgottenBefore } from '../../../src/store/erasing/forget-told.ts';
import { closeIncident, openIncident } from '../../../src/store/incidents/incidents.ts';
import { enqueueMessage, type NewMessage } from '../../../src/store/messages/messages.ts';
import { changeSettings } from '../../../src/store/settings/change-setting.ts';
import { closeMute, writeMute } from '../../../src/store/settings/mutes.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon, sampleCall, sampleSubscription } from '../../support/sample-calls.ts';

const dayMs = 24 * 3_600_000;
const now = mondayNoon + 90 * dayMs;
const before = mondayNoon + 1;

/** A message that was sent at noon, and the calls that it told. */
async function sent(
  db: Database,
  id: string,
  different: { message?: Partial<NewMessage>; row?: Partial<MessagesTable>; calls?: string[] } = {},
) {
  const { message = {}, row = {}, calls = [] } = different;
  const base = {
    id,
    key: id,
    channel: 'C1',
    form: 'bundle' as const,
    kind: 'calls' as const,
    subject: {},
    calls: calls.length,
  };
  await enqueueMessage(db, { ...base, ...message }, mondayNoon);
  await db
    .updateTable('messages')
    .set({ state: 'sent', ts: `${id}.1`, ...row } as never)
    .where('id', '=', id)
    .execute();
  for (const call of calls) {
    const news = { channel: 'C1', topic: 'calls', subscription_id: 's', found_at: mondayNoon };
    await db
      .insertInto('news')
      .values({ ...news, key: `call-ended:${call}:C1`, call_id: call, message_id: id })
      .execute();
  }
}

async function left(db: Database): Promise<string[]> {
  return (await db.selectFrom('messages').select('id').orderBy('id').execute()).map((row) => row.id);
}

async function forgetAll(db: Database, from = before): Promise<number> {
  let rows = 0;
  for (let batch = 1; batch > 0; rows += batch) batch = await forgetTold(db, from, now);
  return rows;
}

describeStores('what was posted long ago', (open) => {
  it('is forgotten with the calls that it posted, and what is younger is kept', async () => {
    await using store = await open();
    await sent(store.db, 'old', { calls: ['a', 'b'] });
    await sent(store.db, 'left-out', { row: { state: 'skipped' } });
    await sent(store.db, 'young', { row: { due_at: before }, calls: ['c'] });
    expect(await forgottenBefore(store.db)).toBeNull();
    expect(await forgetAll(store.db)).toBe(4);
    expect(await left(store.db)).toEqual(['young']);
    const news = await store.db.selectFrom('news').select('call_id').execute();
    expect(news).toEqual([{ call_id: 'c' }]);
    expect(await forgottenBefore(store.db)).toBe(before);
  });

  it('goes in batches, however many calls a message shows and wherever it is stopped', async () => {
    await using store = await open();
    const calls = Array.from({ length: 1_200 }, (_, index) => String(index));
    await sent(store.db, 'large', { calls });
    expect(await forgetTold(store.db, before, now)).toBe(500);
    expect(await left(store.db)).toEqual(['large']);
    expect(await forgetAll(store.db)).toBe(701);
    expect(await left(store.db)).toEqual([]);
    expect(await forgetTold(store.db, before, now)).toBe(0);
  });

  it('is never posted again, even when Revox still lists the call', async () => {
    await using store = await open();
    const rules = { now: mondayNoon, firstStartAt: 0, importing: false };
    const save = (fingerprint: string) =>
      store.db.transaction().execute((tx) => {
        const call = sampleCall({ id: 'a', endReason: fingerprint });
        return saveCalls(tx, [{ call, fingerprint }], rules);
      });
    expect((await save('first')).ended).toHaveLength(1);
    await sent(store.db, 'old', { calls: ['a'] });
    await forgetAll(store.db);
    expect((await save('second')).ended).toEqual([]);
  });

  // each is old, and is needed still
  const needed: [string, Parameters<typeof sent>[2]][] = [
    ['waits', { row: { state: 'ready' } }],
    ['may be in Slack', { row: { state: 'in-doubt' } }],
    ['waits for a person', { row: { state: 'parked' } }],
    ['is to be edited', { row: { edit_due_at: mondayNoon } }],
    ['is being edited', { row: { lease_until: mondayNoon } }],
  ];
  it.each(needed)('is kept when it %s', async (_, different) => {
    await using store = await open();
    await sent(store.db, 'needed', different);
    expect(await forgetAll(store.db)).toBe(0);
    expect(await left(store.db)).toEqual(['needed']);
  });

  it('is kept while something is to be posted in its thread', async () => {
    await using store = await open();
    await sent(store.db, 'parent');
    await sent(store.db, 'child', { message: { parentId: 'parent' }, row: { state: 'follows' } });
    expect(await forgetAll(store.db)).toBe(0);
  });

  it('is kept for two weeks when it is a digest, by whose row it is known to be sent', async () => {
    await using store = await open();
    await sent(store.db, 'digest', {
      message: { form: 'digest', kind: 'digest' },
      row: { due_at: now - 10 * dayMs },
    });
    expect(await forgetAll(store.db, now - dayMs)).toBe(0);
    await store.db
      .updateTable('messages')
      .set({ due_at: now - 15 * dayMs })
      .execute();
    expect(await forgetAll(store.db, now - dayMs)).toBe(1);
  });

  it('is kept while its incident lasts, and both go after', async () => {
    await using store = await open();
    const facts = { reason: 'down', nextStep: null, count: 1 };
    await openIncident(store.db, { kind: 'revox-unreachable', about: '', facts }, mondayNoon);
    const { id } = await store.db.selectFrom('incidents').select('id').executeTakeFirstOrThrow();
    await sent(store.db, 'card', { message: { form: 'incident', kind: 'incident', incidentId: id } });
    await forgetAll(store.db);
    await forgetSettled(store.db, now, now);
    expect(await left(store.db)).toEqual(['card']);
    await closeIncident(store.db, 'revox-unreachable', '', mondayNoon);
    await store.db.updateTable('messages').set({ edit_due_at: null, state: 'sent' }).execute();
    await forgetSettled(store.db, before, now);
    expect(await store.db.selectFrom('incidents').selectAll().execute()).toHaveLength(1);
    await forgetAll(store.db);
    await forgetSettled(store.db, before, now);
    expect(await store.db.selectFrom('incidents').selectAll().execute()).toEqual([]);
  });
});

describeStores('what is over', (open) => {
  it('is forgotten: mutes that were posted', async () => {
    await using store = await open();
    const mute = { channel: 'C1', filter: '', madeBy: 'U1', madeAt: 0, until: mondayNoon, endedAt: null };
    for (const id of ['told', 'held']) await writeMute(store.db, { ...mute, id });
    await closeMute(store.db, 'told', mondayNoon);
    await forgetSettled(store.db, before, now);
    const kept = await store.db.selectFrom('mutes').select('id').execute();
    expect(kept).toEqual([{ id: 'held' }]);
  });

  it('is remembered for thirteen months where somebody saw or set something', async () => {
    await using store = await open();
    const shown = { userId: 'U1', callId: 'a', shown: ['number' as const], at: mondayNoon };
    await recordReveal(store.db, { ...shown, request: 'r' });
    const subscription = sampleSubscription();
    const change = { before: null, after: { kind: 'subscription' as const, subscription } };
    await changeSettings(store.db, [change], 'U1', mondayNoon);
    const kept = async () => [
      (await store.db.selectFrom('reveals').selectAll().execute()).length,
      (await store.db.selectFrom('audit').selectAll().execute()).length,
    ];
    await forgetSettled(store.db, now, mondayNoon + 400 * dayMs);
    expect(await kept()).toEqual([1, 1]);
    await forgetSettled(store.db, now, mondayNoon + 401 * dayMs);
    expect(await kept()).toEqual([0, 0]);
  });
});
