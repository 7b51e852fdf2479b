import { expect, test } from 'vitest';

import { resolveChannels } from '../../src/outbox/resolve-channels.ts';
import { channelDirectory } from '../../src/slack/line/channel-directory.ts';
import { outboxClient } from '../../src/slack/line/outbox-client.ts';
import { enqueueMessage } from '../../src/store/messages/messages.ts';
import { describeStores, type TestStore } from '../support/database.ts';
import { sampleFollowUp, storeFollowUps } from '../support/sample-follow-up.ts';
import { silentSdkLog } from '../support/sdk-log.ts';
import { SlackServer } from '../support/slack/slack-server.ts';

const noon = Date.UTC(2026, 2, 2, 12);

function resolve(store: TestStore, server: SlackServer) {
  const client = outboxClient({ token: 'xoxb-test', slackApiUrl: server.url, logger: silentSdkLog });
  return resolveChannels({ db: store.db, slack: channelDirectory(client), now: () => noon });
}

async function subscribe(store: TestStore, id: string, channel: string, filter = '') {
  const row = { id, channel, topic: 'calls', filter, options: '{}', made_by: 'environment', made_at: noon };
  await store.db
    .insertInto('subscriptions')
    .values({ ...row, paused_at: null, paused_reason: null })
    .execute();
}

async function addNews(
  store: TestStore,
  call: string,
  channel: string,
  subscription: string,
  message: string | null,
) {
  const key = `call-ended:${call}:${channel}`;
  const row = { key, channel, topic: 'calls', call_id: call, subscription_id: subscription, found_at: noon };
  await store.db
    .insertInto('news')
    .values({ ...row, message_id: message })
    .execute();
}

function addMessage(store: TestStore, id: string, key: string, channel: string) {
  const [form] = key.split(':') as ['digest' | 'bundle' | 'share'];
  const kind = form === 'digest' ? 'digest' : 'calls';
  return enqueueMessage(store.db, { id, key, channel, form, kind, subject: {}, calls: 2 }, noon);
}

async function channelsOf(store: TestStore, table: 'subscriptions' | 'news' | 'messages') {
  const rows = await store.db.selectFrom(table).select('channel').execute();
  return rows.map((it) => it.channel).sort();
}

describeStores('channels given by name', (open) => {
  test('are the homes of their follow-ups by their id too, also where the subscription was there before', async () => {
    await using store = await open();
    await using server = await SlackServer.start({ channels: [{ id: 'C0CALLS', name: 'calls' }] });
    await subscribe(store, 's1', '#calls');
    await subscribe(store, 's2', 'C0CALLS');
    await storeFollowUps(
      store.db,
      sampleFollowUp({ channel: '#calls' }),
      sampleFollowUp({ callId: 'call-2', channel: 'C0OTHER' }),
    );
    await resolve(store, server);
    const rows = store.db.selectFrom('follow_ups').select(['channel', 'subscription_id']).orderBy('call_id');
    expect((await rows.execute())[0]).toEqual({ channel: 'C0CALLS', subscription_id: 's2' });
    expect((await rows.execute())[1]).toMatchObject({ channel: 'C0OTHER' });
  });

  test('are known by their id once Slack lists them, wherever they are mentioned', async () => {
    await using store = await open();
    await using server = await SlackServer.start({
      channels: [
        { id: 'C0OTHER', name: 'calls-eu' },
        { id: 'C0CALLS', name: 'calls' },
      ],
    });
    server.pageSize = 1;
    await subscribe(store, 's1', '#calls');
    await addNews(store, 'call-1', '#calls', 's1', null);
    await addMessage(store, 'm1', 'digest:#calls:2026-03-01', '#calls');

    expect(await resolve(store, server)).toEqual({ resolved: 1, unknown: [], problem: null });
    for (const table of ['subscriptions', 'news', 'messages'] as const)
      expect(await channelsOf(store, table)).toEqual(['C0CALLS']);
    const { key } = await store.db.selectFrom('news').select('key').executeTakeFirstOrThrow();
    expect(key).toBe('call-ended:call-1:C0CALLS');
    expect(await addMessage(store, 'm2', 'digest:C0CALLS:2026-03-01', 'C0CALLS')).toBe(false);
  });

  test('ask nothing of Slack when there are none', async () => {
    await using store = await open();
    await using server = await SlackServer.start();
    await subscribe(store, 's1', 'C0CALLS');
    expect(await resolve(store, server)).toEqual({ resolved: 0, unknown: [], problem: null });
    expect(server.requests).toEqual([]);
  });

  test('that are known by their id too get everything once', async () => {
    await using store = await open();
    await using server = await SlackServer.start({ channels: [{ id: 'C0CALLS', name: 'calls' }] });
    await subscribe(store, 'by-name', '#calls');
    await subscribe(store, 'by-id', 'C0CALLS');
    await subscribe(store, 'other-filter', '#calls', 'errored');
    await addMessage(store, 'bundle', 'bundle:1', '#calls');
    await addNews(store, 'call-1', '#calls', 'by-name', 'bundle');
    await addNews(store, 'call-1', 'C0CALLS', 'by-id', null);
    await addNews(store, 'call-2', '#calls', 'by-name', 'bundle');
    await addMessage(store, 'named', 'digest:#calls:2026-03-01', '#calls');
    await addMessage(store, 'known', 'digest:C0CALLS:2026-03-01', 'C0CALLS');
    await addMessage(store, 'shared', 'share:request-1', 'C0CALLS');

    await resolve(store, server);
    const subscriptions = await store.db.selectFrom('subscriptions').select('id').orderBy('id').execute();
    expect(subscriptions.map((it) => it.id)).toEqual(['by-id', 'other-filter']);
    const news = await store.db
      .selectFrom('news')
      .select(['key', 'subscription_id'])
      .orderBy('key')
      .execute();
    expect(news.map((it) => ({ ...it }))).toEqual([
      { key: 'call-ended:call-1:C0CALLS', subscription_id: 'by-id' },
      { key: 'call-ended:call-2:C0CALLS', subscription_id: 'by-id' },
    ]);
    const messages = await store.db.selectFrom('messages').select(['id', 'calls']).orderBy('id').execute();
    expect(messages.map((it) => ({ ...it }))).toEqual([
      { id: 'bundle', calls: 1 },
      { id: 'known', calls: 2 },
      { id: 'shared', calls: 2 },
    ]);
  });

  test('that nobody has are said so, until they exist', async () => {
    await using store = await open();
    await using server = await SlackServer.start({
      channels: [
        { id: 'C0OLD', name: 'calls', isArchived: true },
        { id: 'C0SECRET', name: 'calls', isPrivate: true, isMember: false },
      ],
    });
    await subscribe(store, 's1', '#calls');
    expect(await resolve(store, server)).toEqual({ resolved: 0, unknown: ['#calls'], problem: null });
    const incident = await store.db.selectFrom('incidents').selectAll().executeTakeFirstOrThrow();
    expect(incident).toMatchObject({ kind: 'messages-parked', about: '#calls', closed_at: null });
    expect(JSON.parse(incident.facts)).toEqual({ figures: { cause: 'unknown-channel' }, count: 0 });

    server.addChannel({ id: 'C0SECRET', name: 'calls', isPrivate: true, isMember: true });
    expect(await resolve(store, server)).toEqual({ resolved: 1, unknown: [], problem: null });
    const { closed_at } = await store.db
      .selectFrom('incidents')
      .select('closed_at')
      .executeTakeFirstOrThrow();
    expect(closed_at).toBe(noon);
  });

  test('are not called unknown when the list of channels could not be read', async () => {
    await using store = await open();
    await using server = await SlackServer.start({ channels: [{ id: 'C0CALLS', name: 'calls' }] });
    await subscribe(store, 's1', '#calls');
    server.fail({
      method: 'conversations.list',
      fault: { kind: 'error', accepted: false, error: 'missing_scope' },
    });
    expect(await resolve(store, server)).toEqual({ resolved: 0, unknown: [], problem: 'missing_scope' });
    expect(await store.db.selectFrom('incidents').selectAll().execute()).toEqual([]);
    expect(await resolve(store, server)).toMatchObject({ resolved: 1 });
  });
});
