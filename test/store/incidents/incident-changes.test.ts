import { expect, it } from 'vitest';

import { newsAbout } from '../../../src/news/news-about.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { hasCardIn, snoozedErrors, spikeCards } from '../../../src/store/incidents/incident-cards.ts';
import {
  acknowledgeIncident,
  endSnoozes,
  type IncidentChange,
  resolveIncident,
  snoozeIncident,
} from '../../../src/store/incidents/incident-changes.ts';
import { closeIncident, openIncident } from '../../../src/store/incidents/incidents.ts';
import { listLasting, listOpenIncidents } from '../../../src/store/incidents/known-incidents.ts';
import { enqueueNews } from '../../../src/store/news/news.ts';
import { describeStores } from '../../support/database.ts';
import { failedCall, sampleSubscription } from '../../support/sample-calls.ts';

const facts = { reason: 'The concurrency limit was hit.', nextStep: null, count: 5 };
const spike = { kind: 'dial-errors-spike', about: 'too_many_calls' } as const;

async function openSpike(db: Database, channels = ['C0CALLS']): Promise<string> {
  await openIncident(db, { ...spike, facts, channels }, 1_000);
  const [incident] = await listOpenIncidents(db, 1);
  await db.updateTable('messages').set({ state: 'sent', ts: '1.1' }).execute();
  return incident?.id ?? '';
}

const change = (id: string, now: number, by = 'U0ANNA'): IncidentChange => ({
  id,
  by,
  channel: 'C0CALLS',
  now,
});

async function cards(db: Database) {
  const rows = db.selectFrom('messages').select('edit_due_at').where('thread_ts', 'is', null);
  return (await rows.execute()).map((row) => row.edit_due_at);
}

async function editsAreMade(db: Database) {
  await db.updateTable('messages').set({ edit_due_at: null }).execute();
}

async function recorded(db: Database) {
  const rows = await db.selectFrom('audit').selectAll().orderBy('changed_at').execute();
  return rows.map(({ changed_by, channel, setting, after }) => [
    changed_by,
    channel,
    setting,
    JSON.parse(after ?? ''),
  ]);
}

describeStores('acknowledging an incident', (open) => {
  it('is for the first who does it, has every card edited, and is recorded', async () => {
    await using store = await open();
    const id = await openSpike(store.db, ['C0CALLS', 'C0OPS']);
    expect(await acknowledgeIncident(store.db, change(id, 5_000))).toMatchObject({
      isNew: true,
      incident: { acknowledged: { by: 'U0ANNA', at: 5_000 } },
    });
    expect(await cards(store.db)).toEqual([5_000, 5_000]);
    expect(await acknowledgeIncident(store.db, change(id, 6_000, 'U0BEN'))).toMatchObject({
      isNew: false,
      incident: { acknowledged: { by: 'U0ANNA', at: 5_000 } },
    });
    expect(await recorded(store.db)).toEqual([
      ['U0ANNA', 'C0CALLS', `incident:${id}`, { kind: 'incident', done: 'acknowledged' }],
    ]);
  });

  it('comes too late when it is over, and does nothing to one that nobody knows', async () => {
    await using store = await open();
    const id = await openSpike(store.db);
    await closeIncident(store.db, spike.kind, spike.about, 2_000);
    for (const doing of [acknowledgeIncident, resolveIncident])
      expect(await doing(store.db, change(id, 5_000))).toMatchObject({
        isNew: false,
        incident: { acknowledged: null, resolvedBy: null },
      });
    expect((await snoozeIncident(store.db, change(id, 5_000), 9_000))?.isNew).toBe(false);
    expect(await acknowledgeIncident(store.db, change('nobody', 5_000))).toBeNull();
    expect([await hasCardIn(store.db, id, 'C0CALLS'), await hasCardIn(store.db, id, 'C0OPS')]).toEqual([
      true,
      false,
    ]);
    expect(await recorded(store.db)).toEqual([]);
  });
});

describeStores('resolving an incident', (open) => {
  it('closes its card, says so in the thread once, and is recorded', async () => {
    await using store = await open();
    const id = await openSpike(store.db);
    expect(await resolveIncident(store.db, change(id, 5_000))).toMatchObject({
      isNew: true,
      incident: { closedAt: 5_000, resolvedBy: 'U0ANNA' },
    });
    expect((await resolveIncident(store.db, change(id, 6_000, 'U0BEN')))?.incident.resolvedBy).toBe('U0ANNA');
    expect(await cards(store.db)).toEqual([5_000]);
    const replies = await store.db
      .selectFrom('messages')
      .select('form')
      .where('thread_ts', '=', '1.1')
      .execute();
    expect(replies).toEqual([{ form: 'incident-closed' }]);
    expect(await spikeCards(store.db)).toEqual([]);
    expect(await recorded(store.db)).toEqual([
      ['U0ANNA', 'C0CALLS', `incident:${id}`, { kind: 'incident', done: 'resolved' }],
    ]);
  });

  it('keeps the same one from opening until its condition was false once', async () => {
    await using store = await open();
    const id = await openSpike(store.db);
    await resolveIncident(store.db, change(id, 5_000));
    await openIncident(store.db, { ...spike, facts: { ...facts, count: 9 } }, 6_000);
    expect(await listOpenIncidents(store.db, 9)).toEqual([]);
    expect((await listLasting(store.db, 9)).map((it) => it.id)).toEqual([id]);
    // Another one is another matter.
    await openIncident(store.db, { ...spike, about: 'precondition_failed', facts }, 6_000);
    expect((await listOpenIncidents(store.db, 9)).map((it) => it.about)).toEqual(['precondition_failed']);

    await closeIncident(store.db, spike.kind, spike.about, 7_000);
    expect((await listLasting(store.db, 9)).map((it) => it.about)).toEqual(['precondition_failed']);
    await openIncident(store.db, { ...spike, facts }, 8_000);
    const again = (await listOpenIncidents(store.db, 9)).find((it) => it.about === spike.about);
    expect(again).toMatchObject({ openedAt: 8_000, resolvedBy: null });
    expect(again?.id).not.toBe(id);
  });
});

describeStores('snoozing an incident', (open) => {
  it('leaves its cards alone until the time is over, and then shows how it is', async () => {
    await using store = await open();
    const id = await openSpike(store.db);
    await snoozeIncident(store.db, change(id, 5_000), 60_000);
    expect(await cards(store.db)).toEqual([5_000]);
    await editsAreMade(store.db);

    await openIncident(store.db, { ...spike, facts: { ...facts, count: 9 } }, 10_000);
    const failed = failedCall('too_many_calls', { id: 'a' });
    const context = { now: 10_000, timezone: 'UTC' };
    const errors = sampleSubscription({ topic: 'errors' });
    await enqueueNews(
      store.db,
      newsAbout([failed], [errors], context, { cards: await spikeCards(store.db) }),
      10_000,
    );
    expect(await cards(store.db)).toEqual([null]);
    expect(await snoozedErrors(store.db, 59_999)).toEqual(['too_many_calls']);
    expect(await endSnoozes(store.db, 59_999)).toBe(0);

    expect(await endSnoozes(store.db, 60_000)).toBe(1);
    expect(await cards(store.db)).toEqual([60_000]);
    expect(await snoozedErrors(store.db, 60_000)).toEqual([]);
    expect((await listOpenIncidents(store.db, 1))[0]).toMatchObject({ snoozed: null, facts: { count: 9 } });
    expect(await recorded(store.db)).toEqual([
      ['U0ANNA', 'C0CALLS', `incident:${id}`, { kind: 'incident', done: 'snoozed', until: 60_000 }],
    ]);
  });

  it('can be made longer, and its end is shown whenever it comes', async () => {
    await using store = await open();
    const id = await openSpike(store.db);
    await snoozeIncident(store.db, change(id, 5_000), 60_000);
    await snoozeIncident(store.db, change(id, 6_000, 'U0BEN'), 90_000);
    expect(await endSnoozes(store.db, 60_000)).toBe(0);
    await editsAreMade(store.db);
    await closeIncident(store.db, spike.kind, spike.about, 70_000);
    expect(await cards(store.db)).toEqual([70_000]);
    expect(await endSnoozes(store.db, 90_000)).toBe(0);
  });
});
