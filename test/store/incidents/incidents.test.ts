import { expect, it } from 'vitest';

import type { Database } from '../../../src/store/engine/database.ts';
import { closeIncident, openIncident } from '../../../src/store/incidents/incidents.ts';
import { findIncident, listOpenIncidents } from '../../../src/store/incidents/known-incidents.ts';
import { pauseSubscriptions, subscribe } from '../../../src/store/settings/subscriptions.ts';
import { describeStores } from '../../support/database.ts';

const facts = { reason: 'Revox does not answer.', nextStep: null, count: 5 };
const report = { kind: 'revox-unreachable', about: '', facts } as const;

async function hearOfIncidents(db: Database, ...channels: string[]) {
  for (const channel of channels) {
    await subscribe(db, { channel, topic: 'incidents', filter: '', options: {} }, 'environment', 0);
  }
}

function cards(db: Database) {
  return db
    .selectFrom('messages')
    .select(['id', 'channel', 'incident_id', 'thread_ts', 'edit_due_at'])
    .orderBy('created_at')
    .orderBy('channel')
    .execute();
}

describeStores('an incident', (open) => {
  it('has one card in each channel that asked for incidents, however often it is reported', async () => {
    await using store = await open();
    await hearOfIncidents(store.db, 'C0ALERTS', 'C0OPS');
    await openIncident(store.db, report, 1000);
    await openIncident(store.db, report, 2000);
    expect((await cards(store.db)).map((it) => it.channel)).toEqual(['C0ALERTS', 'C0OPS']);
  });

  it('that changes while it lasts is edited a little later, not posted again', async () => {
    await using store = await open();
    await hearOfIncidents(store.db, 'C0ALERTS');
    await openIncident(store.db, report, 1000);
    await openIncident(store.db, { ...report, facts: { ...facts, count: 6 } }, 2000);
    const [card] = await cards(store.db);
    expect(card?.edit_due_at).toBe(32_000);
    expect(await findIncident(store.db, card?.incident_id ?? '')).toMatchObject({ facts: { count: 6 } });
  });

  it('that closes has its card edited and a reply in its thread', async () => {
    await using store = await open();
    await hearOfIncidents(store.db, 'C0ALERTS');
    await openIncident(store.db, report, 1000);
    await store.db.updateTable('messages').set({ ts: '1.2', state: 'sent' }).execute();
    await closeIncident(store.db, 'revox-unreachable', '', 5000);
    const [card, reply] = await cards(store.db);
    expect(card?.edit_due_at).toBe(5000);
    expect(reply).toMatchObject({ channel: 'C0ALERTS', thread_ts: '1.2' });
    expect(await findIncident(store.db, card?.incident_id ?? '')).toMatchObject({ closedAt: 5000 });
  });

  it('that closes before its card was posted needs no reply', async () => {
    await using store = await open();
    await hearOfIncidents(store.db, 'C0ALERTS');
    await openIncident(store.db, report, 1000);
    await closeIncident(store.db, 'revox-unreachable', '', 5000);
    expect(await cards(store.db)).toHaveLength(1);
  });

  it('that comes back is another incident', async () => {
    await using store = await open();
    await hearOfIncidents(store.db, 'C0ALERTS');
    for (const now of [1000, 3000]) {
      await openIncident(store.db, report, now);
      await closeIncident(store.db, 'revox-unreachable', '', now + 1000);
    }
    expect(await cards(store.db)).toHaveLength(2);
  });

  it('about a channel is not posted in that channel', async () => {
    await using store = await open();
    await hearOfIncidents(store.db, 'C0ALERTS', 'C0OPS');
    await openIncident(store.db, { kind: 'messages-parked', about: 'C0OPS', facts }, 1000);
    expect((await cards(store.db)).map((it) => it.channel)).toEqual(['C0ALERTS']);
  });

  it('about the only channel that asked for incidents is posted wherever anything is posted', async () => {
    await using store = await open();
    await hearOfIncidents(store.db, 'C0ALERTS');
    for (const channel of ['C0ALERTS', 'C0CALLS', 'C0REFUSED'])
      await subscribe(store.db, { channel, topic: 'calls', filter: '', options: {} }, 'environment', 0);
    await pauseSubscriptions(store.db, 'C0REFUSED', 'not_in_channel', 500);
    await openIncident(store.db, { kind: 'messages-parked', about: 'C0ALERTS', facts }, 1000);
    expect((await cards(store.db)).map((it) => it.channel)).toEqual(['C0CALLS']);
    await openIncident(store.db, report, 2000);
    expect((await cards(store.db)).map((it) => it.channel)).toEqual(['C0CALLS', 'C0ALERTS']);
  });

  it('that is open is listed, the oldest first, as long as there is room', async () => {
    await using store = await open();
    for (const [index, about] of ['C0A', 'C0B', 'C0C', 'C0D'].entries())
      await openIncident(store.db, { kind: 'messages-parked', about, facts }, index);
    await closeIncident(store.db, 'messages-parked', 'C0A', 10);
    expect((await listOpenIncidents(store.db, 2)).map(({ about }) => about)).toEqual(['C0B', 'C0C']);
  });
});
