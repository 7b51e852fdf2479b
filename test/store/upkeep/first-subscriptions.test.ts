import { expect, it } from 'vitest';

import type { Subscription, WantedSubscription } from '../../../src/calls/subscription.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { openIncident } from '../../../src/store/incidents/incidents.ts';
import { listOpenIncidents } from '../../../src/store/incidents/known-incidents.ts';
import { unresolvedChannels } from '../../../src/store/messages/channels.ts';
import { enqueueMessage } from '../../../src/store/messages/messages.ts';
import { findChanges, undoChanges } from '../../../src/store/settings/change-setting.ts';
import {
  listSubscriptions,
  unsubscribe,
  writeSubscription,
} from '../../../src/store/settings/subscriptions.ts';
import { makeFirstSubscriptions } from '../../../src/store/upkeep/first-subscriptions.ts';
import { describeStores } from '../../support/database.ts';

const calls: WantedSubscription = { channel: '#calls', topic: 'calls', filter: '', options: {} };
const digest: WantedSubscription = {
  channel: '#digest',
  topic: 'digest',
  filter: '',
  options: { digestTime: '09:00' },
};

describeStores('the subscriptions of the environment', (open) => {
  it('are made on the first start, and left alone on the next', async () => {
    await using store = await open();
    await makeFirstSubscriptions(store.db, [calls, digest], 1);
    const made = await listSubscriptions(store.db);
    await makeFirstSubscriptions(store.db, [calls, digest], 2);
    expect(await listSubscriptions(store.db)).toEqual(made);
    expect(made.map((it) => it.channel).sort()).toEqual(['#calls', '#digest']);
  });

  it('that a person removed do not come back', async () => {
    await using store = await open();
    await makeFirstSubscriptions(store.db, [calls], 1);
    await unsubscribe(store.db, (await listSubscriptions(store.db))[0]?.id as string);
    await makeFirstSubscriptions(store.db, [calls], 2);
    expect(await listSubscriptions(store.db)).toEqual([]);
  });

  it('follow a change of the environment', async () => {
    await using store = await open();
    await makeFirstSubscriptions(store.db, [calls, digest], 1);
    const later = { ...digest, options: { digestTime: '17:30' } };
    await makeFirstSubscriptions(store.db, [{ ...calls, channel: '#outcomes' }, later], 2);
    const now = await listSubscriptions(store.db);
    expect(now.map((it) => [it.channel, it.options.digestTime])).toEqual(
      expect.arrayContaining([
        ['#digest', '17:30'],
        ['#outcomes', undefined],
      ]),
    );
    expect(now).toHaveLength(2);
  });

  it('get what a new version sets, once, with a notice that can be undone', async () => {
    await using store = await open();
    const old: WantedSubscription = { channel: 'C0ALERTS', topic: 'errors', filter: '', options: {} };
    const later = { ...old, options: { daily: 'theirs' as const, timezone: 'Europe/Paris' } };
    await makeFirstSubscriptions(store.db, [old], 1);
    await makeFirstSubscriptions(store.db, [later], 2);
    await makeFirstSubscriptions(store.db, [later], 3);
    expect((await listSubscriptions(store.db)).map(({ options }) => options)).toEqual([later.options]);
    const notices = await store.db.selectFrom('messages').select(['channel', 'form', 'calls']).execute();
    expect(notices).toEqual([{ channel: 'C0ALERTS', form: 'change', calls: 0 }]);
    const { id } = await store.db.selectFrom('audit').select('id').executeTakeFirstOrThrow();
    const noted = await findChanges(store.db, id);
    await store.db.transaction().execute((tx) => undoChanges(tx, noted, 'U0ANNA', 4));
    await makeFirstSubscriptions(store.db, [later], 5);
    expect((await listSubscriptions(store.db)).map(({ options }) => options)).toEqual([{}]);
  });

  it('keep what people set there, whatever a new version sets', async () => {
    await using store = await open();
    const old: WantedSubscription = { channel: 'C0ALERTS', topic: 'errors', filter: '', options: {} };
    const later = { ...old, options: { daily: 'theirs' as const, timezone: 'Europe/Paris' } };
    await makeFirstSubscriptions(store.db, [old], 1);
    const [made] = await listSubscriptions(store.db);
    const own = { summaryMinutes: 60, timezone: 'Asia/Tokyo' };
    await writeSubscription(store.db, { ...(made as Subscription), options: own });
    await makeFirstSubscriptions(store.db, [later], 2);
    const [subscription] = await listSubscriptions(store.db);
    expect(subscription?.options).toEqual({ ...own, daily: 'theirs' });
    await writeSubscription(store.db, { ...(made as Subscription), filter: 'busy' });
    await makeFirstSubscriptions(store.db, [old], 3);
    await makeFirstSubscriptions(store.db, [later], 4);
    expect((await listSubscriptions(store.db)).map(({ options }) => options)).toEqual([{}]);
  });

  it('that it asks for no more are gone, which is said in their channel, and can be undone there', async () => {
    await using store = await open();
    await makeFirstSubscriptions(store.db, [{ ...calls, channel: 'C0CALLS' }, digest], 1);
    const gone = await makeFirstSubscriptions(store.db, [], 2);
    expect(gone.map(({ channel, topic }) => [channel, topic]).sort()).toEqual([
      ['#digest', 'digest'],
      ['C0CALLS', 'calls'],
    ]);
    expect(await listSubscriptions(store.db)).toEqual([]);
    // A channel without an id cannot be told anything.
    const told = await store.db.selectFrom('messages').select(['channel', 'kind', 'calls']).execute();
    expect(told).toEqual([{ channel: 'C0CALLS', kind: 'calls', calls: 0 }]);
    expect(await makeFirstSubscriptions(store.db, [], 3)).toEqual([]);
  });

  it('take along what waits when a mistyped name is corrected, and nothing of the topics that keep it', async () => {
    await using store = await open();
    await mistype(store.db);
    await makeFirstSubscriptions(store.db, [{ ...calls, channel: '#calls' }, typoDigest], 2);
    expect(await rows(store.db, 'news')).toEqual([
      { channel: '#calls', key: 'call-ended:call-1:#calls' },
      { channel: '#calls', key: 'call-ended:call-2:#calls' },
    ]);
    expect(await rows(store.db, 'messages')).toEqual([
      { channel: '#calls', key: 'bundle:call-ended:call-1:#calls' },
      { channel: '#typo', key: 'digest:#typo:2026-03-01' },
    ]);
    expect(await listOpenIncidents(store.db, 9)).toHaveLength(1);

    await makeFirstSubscriptions(store.db, [calls, digest], 3);
    expect((await rows(store.db, 'messages')).map((it) => it.key)).toContain('digest:#digest:2026-03-01');
    expect(await listOpenIncidents(store.db, 9)).toEqual([]);
    expect(await unresolvedChannels(store.db)).toEqual(['#calls', '#digest']);
    const subscriptions = await listSubscriptions(store.db);
    expect(subscriptions.map((it) => it.channel).sort()).toEqual(['#calls', '#digest']);
  });

  it('leave nothing waiting for a mistyped name that is removed', async () => {
    await using store = await open();
    await mistype(store.db);
    await makeFirstSubscriptions(store.db, [], 2);
    const states = await store.db.selectFrom('messages').select('state').execute();
    expect(states.map((it) => it.state)).toEqual(['skipped', 'skipped']);
    expect(await unresolvedChannels(store.db)).toEqual([]);
    expect(await listOpenIncidents(store.db, 9)).toEqual([]);
  });
});

const typo: WantedSubscription = { ...calls, channel: '#typo' };
const typoDigest: WantedSubscription = { ...digest, channel: '#typo' };

/** Nobody has a channel of this name: one call is in a bundle that waits for it, another is not bundled yet. */
async function mistype(db: Database): Promise<void> {
  await makeFirstSubscriptions(db, [typo, typoDigest], 1);
  const subscription = (await listSubscriptions(db)).find((it) => it.topic === 'calls');
  const common = { channel: '#typo', topic: 'calls', subscription_id: subscription?.id ?? '', found_at: 1 };
  const news = (call: string, message: string | null) => ({
    ...common,
    call_id: call,
    key: `call-ended:${call}:#typo`,
    message_id: message,
  });
  await db
    .insertInto('news')
    .values([news('call-1', 'bundle'), news('call-2', null)])
    .execute();
  const message = { channel: '#typo', subject: {}, calls: 1 };
  const bundle = {
    id: 'bundle',
    key: 'bundle:call-ended:call-1:#typo',
    form: 'bundle',
    kind: 'calls',
  } as const;
  await enqueueMessage(db, { ...message, ...bundle }, 1);
  const digest = { key: 'digest:#typo:2026-03-01', form: 'digest', kind: 'digest' } as const;
  const subject = { date: '2026-03-01', timezone: 'UTC', filter: '', slotAt: 0 };
  await enqueueMessage(db, { ...message, ...digest, subject }, 1);
  const facts = { reason: 'I cannot find it.', nextStep: null, count: 0 };
  await openIncident(db, { kind: 'messages-parked', about: '#typo', facts }, 1);
}

async function rows(db: Database, table: 'news' | 'messages') {
  const found = await db.selectFrom(table).select(['channel', 'key']).orderBy('key').execute();
  return found.filter(({ key }) => !key.startsWith('incident')).map((it) => ({ ...it }));
}
