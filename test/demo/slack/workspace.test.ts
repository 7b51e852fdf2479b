import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KnownBlock } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Channel, SlackEvent } from '../../../demo/slack/events.ts';
import { readBody } from '../../../demo/slack/http-body.ts';
import { ourApp } from '../../../demo/slack/rules/slack-app.ts';
import { signature } from '../../../demo/slack/signed-request.ts';
import { startWorkspace, type Workspace } from '../../../demo/slack/workspace.ts';

let now = Date.now();
let workspace: Workspace;
let bot: WebClient;
let seen: SlackEvent[];

beforeAll(async () => {
  workspace = await startWorkspace({ clock: () => now });
  bot = clientWith(workspace.botToken);
  workspace.listen((event) => seen.push(event));
});

afterAll(() => workspace.close());

beforeEach(() => {
  now += 60_000;
  seen = [];
});

describe('what Slack refuses', () => {
  it('is refused with the place of what is wrong', async () => {
    const blocks = [
      { type: 'section', text: { type: 'plain_text', text: 'x'.repeat(3_001) } },
    ] as KnownBlock[];
    await expect(bot.chat.postMessage({ channel: '#digest', text: 'Long', blocks })).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: { messages: [expect.stringContaining('[json-pointer:/blocks/0/text/text]')] },
      },
    });
    expect(seen).toEqual([]);
  });

  it('is only warned of in metadata, and the message goes out without', async () => {
    const metadata = { event_type: 'with a space', event_payload: { id: 'm1' } };
    const posted = await bot.chat.postMessage({ channel: '#digest', text: 'Hello', metadata });
    expect(posted.response_metadata).toMatchObject({ warnings: ['invalid_metadata_schema'] });
    expect(seen).toMatchObject([{ kind: 'message', message: { text: 'Hello' } }]);
    expect(seen[0]).not.toHaveProperty('message.metadata');
  });

  it('depends on the manifest that the app was made from, and on the kind of app', async () => {
    const app = {
      ...ourApp(),
      scopes: ['chat:write', 'channels:history'],
      messagesTab: false,
      homeTab: false,
    };
    const profile = { app: 'distributed', organisation: 'workspace', doubts: 'refused' } as const;
    const other = await startWorkspace({ clock: () => now, app, profile });
    const client = new WebClient(other.botToken, { slackApiUrl: other.apiUrl, retryConfig: { retries: 0 } });
    const channel = other.channels.find(({ name }) => name === 'digest')?.id ?? '';
    const refusal = (asking: Promise<unknown>) =>
      asking.then(() => 'taken').catch((it) => it.data?.error ?? it.code);

    expect(await refusal(client.users.info({ user: other.personId }))).toBe('missing_scope');
    expect(await refusal(client.chat.postMessage({ channel: other.directMessage.id, text: 'Hi' }))).toBe(
      'messages_tab_disabled',
    );
    expect(await refusal(client.conversations.history({ channel }))).toBe('taken');
    const again = fetch(`${other.apiUrl}conversations.history`, {
      method: 'POST',
      headers: { authorization: `Bearer ${other.botToken}` },
      body: new URLSearchParams({ channel }),
    });
    expect((await again).headers.get('retry-after')).toBe('60');
    // Nobody listens there, and nothing is sent.
    await other.gesturesTo('http://127.0.0.1:1/slack/events').openTab('home');
    await other.close();
  });
});

describe('the Web API', () => {
  it('knows the bot, its team and its own user', async () => {
    expect(await bot.auth.test()).toMatchObject({ ok: true, team_id: 'T000000001', user: 'revox' });
  });

  it.each(['xoxb-another', ''])('refuses the token “%s”', async (token) => {
    await expect(clientWith(token).auth.test()).rejects.toMatchObject({
      code: 'slack_webapi_platform_error',
    });
  });

  it('lists the three channels with the bot in them', async () => {
    const { channels = [] } = await bot.conversations.list();
    const joined = channels.filter(({ is_member }) => is_member).map(({ name }) => name);
    expect(joined).toEqual(['calls', 'call-alerts', 'digest']);
  });

  it('has the user group that the help mentions', async () => {
    const { usergroups = [] } = await bot.usergroups.list();
    expect(usergroups.map(({ handle }) => handle)).toEqual(['oncall']);
  });

  it('posts to a channel by its #name and says which it was', async () => {
    const { channel } = await bot.chat.postMessage({ channel: '#digest', text: 'Good morning.' });
    expect(channel).toBe(idOf('digest'));
    await expect(bot.chat.postMessage({ channel: '#nowhere', text: 'Hello?' })).rejects.toMatchObject({
      data: { error: 'channel_not_found' },
    });
  });

  it('brings metadata back whole when asked, and only its type when not', async () => {
    const metadata = { event_type: 'revox_news', event_payload: { id: 'm1', kind: 'calls', calls: 3 } };
    const { ts } = await bot.chat.postMessage({ channel: idOf('calls'), text: '3 calls ended.', metadata });
    expect(await metadataOf(ts, true)).toEqual(metadata);
    expect(await metadataOf(ts, false)).toEqual({ event_type: 'revox_news' });
  });

  it('keeps tables and charts as they were posted', async () => {
    const blocks = [
      { type: 'table', rows: [[{ type: 'raw_text', text: 'Outcome' }]] },
      {
        type: 'data_visualization',
        title: 'Results',
        chart: { type: 'pie', segments: [{ label: 'Human', value: 2 }] },
      },
    ] as KnownBlock[];
    const { ts } = await bot.chat.postMessage({ channel: idOf('calls'), text: 'Table', blocks });
    expect((await messageAt(ts, true)).blocks).toEqual(blocks);
  });

  it('gives only the messages of a window, a page at a time', async () => {
    const channel = idOf('call-alerts');
    const posted: string[] = [];
    for (const text of ['one', 'two', 'three'])
      posted.push(String((await bot.chat.postMessage({ channel, text })).ts));
    const [first = '', second = '', third = ''] = posted;
    const textsOf = async (window: object) =>
      (await bot.conversations.history({ channel, ...window })).messages?.map(({ text }) => text);
    expect(await textsOf({ oldest: first })).toEqual(['three', 'two']);
    expect(await textsOf({ oldest: first, latest: third })).toEqual(['two']);
    expect(await textsOf({ oldest: first, latest: second, inclusive: true })).toEqual(['two', 'one']);

    const page = await bot.conversations.history({ channel, oldest: first, inclusive: true, limit: 2 });
    expect(page.has_more).toBe(true);
    const cursor = page.response_metadata?.next_cursor;
    expect(await textsOf({ oldest: first, inclusive: true, limit: 2, cursor })).toEqual(['one']);
  });

  it('takes a short burst in a channel, then one message a second, and other channels meanwhile', async () => {
    const post = (name: string) => bot.chat.postMessage({ channel: idOf(name), text: 'Quick' });
    for (let message = 0; message < 4; message++) await post('calls');
    await expect(post('calls')).rejects.toMatchObject({ retryAfter: 1 });
    await post('digest');
    now += 1000;
    await post('calls');
  });

  it('answers a method that does not exist as Slack does', async () => {
    await expect(bot.apiCall('calls.invent')).rejects.toMatchObject({ data: { error: 'unknown_method' } });
  });

  it('shows onlookers what was posted and what was edited', async () => {
    const { ts } = await bot.chat.postMessage({ channel: idOf('calls'), text: 'Before' });
    await bot.chat.update({ channel: idOf('calls'), ts: String(ts), text: 'After' });
    const channel = { id: idOf('calls'), name: 'calls' };
    expect(seen).toEqual([
      { kind: 'message', channel, message: { ts, text: 'Before', blocks: [] } },
      { kind: 'edit', channel, message: { ts, text: 'After', blocks: [] } },
    ]);
  });
});

describe('what a person does', () => {
  let received: { form: URLSearchParams; signed: boolean }[];
  let acknowledgement = '';
  let server: Server;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const body = (await readBody(request)).toString();
      const timestamp = String(request.headers['x-slack-request-timestamp']);
      const expected = signature(workspace.signingSecret, timestamp, body);
      received.push({
        form: new URLSearchParams(body),
        signed: request.headers['x-slack-signature'] === expected,
      });
      response.end(acknowledgement);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  beforeEach(() => {
    received = [];
    acknowledgement = '';
  });

  it('reaches the bot as a signed slash command, and its answers come back', async () => {
    await gestures().typeCommand('calls errored', channelNamed('calls'));
    const [request] = received;
    expect(request?.signed).toBe(true);
    expect(Object.fromEntries(request?.form ?? [])).toMatchObject({
      command: '/revox',
      text: 'calls errored',
      channel_name: 'calls',
      user_id: workspace.personId,
    });
    const answered = await reply(request?.form.get('response_url'), { text: 'No calls.' });
    expect(answered.status).toBe(200);
    expect(seen).toMatchObject([{ kind: 'answer', answer: { text: 'No calls.', replaces: null } }]);
  });

  it.each([
    ['mute @you', (id: string) => `mute <@${id}|you>`],
    [
      'mute @You, mention:@oncall & #digest',
      (id: string) => `mute <@${id}|you>, mention:<!subteam^S000000001|@oncall> &amp; <#DIGEST|digest>`,
    ],
    [
      'calls anna@you.example #nowhere @nobody <b>',
      () => 'calls anna@you.example #nowhere @nobody &lt;b&gt;',
    ],
  ])('%s has its names by their ids, as the manifest asks', async (typed, sent) => {
    await gestures().typeCommand(typed, channelNamed('calls'));
    const text = sent(workspace.personId).replace('DIGEST', channelNamed('digest').id);
    expect(received[0]?.form.get('text')).toBe(text);
  });

  it('has bare names from an app whose manifest asks for nothing else', async () => {
    const older = await startWorkspace({ clock: () => now, app: { ...ourApp(), escapesCommands: false } });
    const { port } = server.address() as AddressInfo;
    await older
      .gesturesTo(`http://127.0.0.1:${port}/slack/events`)
      .typeCommand('mute @you & #digest', older.channels[0] as Channel)
      .finally(() => older.close());
    expect(received[0]?.form.get('text')).toBe('mute @you &amp; #digest');
  });

  it('is answered by the acknowledgement, when that carries the answer', async () => {
    acknowledgement = JSON.stringify({ text: 'Help', blocks: [{ type: 'divider' }] });
    await gestures().typeCommand('help', channelNamed('calls'));
    expect(seen).toMatchObject([{ kind: 'answer', answer: { text: 'Help', blocks: [{ type: 'divider' }] } }]);
  });

  it('presses a button of an answer, which the next answer then replaces', async () => {
    acknowledgement = 'Page 1';
    await gestures().typeCommand('calls', channelNamed('calls'));
    const answer = (seen[0] as Extract<SlackEvent, { kind: 'answer' }>).answer;
    await gestures().use(older, { kind: 'answer', answer });
    const payload = payloadOf(received[1]);
    expect(payload).toMatchObject({
      type: 'block_actions',
      user: { id: workspace.personId, team_id: 'T000000001' },
      container: { type: 'message', message_ts: answer.ts, is_ephemeral: true },
      actions: [{ type: 'button', action_id: 'turn_list', value: 'older' }],
    });
    await reply(payload.response_url, { replace_original: true, text: 'Page 2' });
    expect(seen[1]).toMatchObject({
      kind: 'answer',
      answer: { text: 'Page 2', ts: answer.ts, replaces: answer.ts },
    });
  });

  it('presses a button of a message, which opens a modal once', async () => {
    const message = { ts: '1.000001', text: 'A call', blocks: [] };
    await gestures().use(older, { kind: 'message', channel: channelNamed('calls'), message });
    const { trigger_id } = payloadOf(received[0]);
    const blocks = [{ type: 'divider' as const }];
    const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'Call' }, blocks };
    await bot.views.open({ trigger_id, view });
    expect(seen).toMatchObject([{ kind: 'view', view: { type: 'modal', title: { text: 'Call' } } }]);
    await expect(bot.views.open({ trigger_id, view })).rejects.toMatchObject({
      data: { error: 'exchanged_trigger_id' },
    });
  });

  it('lets an answer replace the message that was clicked, for everyone', async () => {
    const channel = channelNamed('calls');
    const { ts } = await bot.chat.postMessage({ channel: channel.id, text: 'Open' });
    await gestures().use(older, {
      kind: 'message',
      channel,
      message: { ts: String(ts), text: 'Open', blocks: [] },
    });
    await reply(payloadOf(received[0]).response_url, { replace_original: true, text: 'Closed' });
    expect(seen.at(-1)).toMatchObject({ kind: 'edit', message: { ts, text: 'Closed' } });
  });

  it('judges such an answer once, and not as a request of the app', async () => {
    const app = { ...ourApp(), scopes: ourApp().scopes.filter((scope) => scope !== 'chat:write') };
    const other = await startWorkspace({ clock: () => now, app });
    const changed: SlackEvent[] = [];
    other.listen((event) => changed.push(event));
    const { port } = server.address() as AddressInfo;
    const channel = other.channels.find(({ name }) => name === 'calls') as Channel;
    const message = { ts: '1.000001', text: 'Open', blocks: [] };
    await other
      .gesturesTo(`http://127.0.0.1:${port}/slack/events`)
      .use(older, { kind: 'message', channel, message });
    const answered = await reply(payloadOf(received[0]).response_url, {
      replace_original: true,
      text: 'Closed',
    });
    // The emulated workspace knows no such message, and the rules have no say.
    expect(await answered.json()).toMatchObject({ error: 'message_not_found' });
    await other.close();
  });

  it('can be answered five times within half an hour', async () => {
    await gestures().typeCommand('calls', channelNamed('calls'));
    const url = received[0]?.form.get('response_url');
    for (let use = 0; use < 5; use++) expect((await reply(url, { text: 'Again' })).status).toBe(200);
    expect(await (await reply(url, { text: 'Again' })).json()).toMatchObject({ error: 'used_url' });

    await gestures().typeCommand('calls', channelNamed('calls'));
    now += 31 * 60_000;
    const late = await reply(received[1]?.form.get('response_url'), { text: 'Late' });
    expect(await late.json()).toMatchObject({ error: 'expired_url' });
  });

  function gestures() {
    return workspace.gesturesTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  }
});

const older = { type: 'button', action_id: 'turn_list', block_id: 'pages', value: 'older' } as const;

function clientWith(token: string): WebClient {
  return new WebClient(token, {
    slackApiUrl: workspace.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
}

function channelNamed(name: string) {
  const channel = workspace.channels.find((one) => one.name === name);
  if (channel === undefined) throw new Error(`There is no #${name}.`);
  return channel;
}

function idOf(name: string): string {
  return channelNamed(name).id;
}

async function messageAt(ts: string | undefined, wholeMetadata: boolean) {
  const { messages = [] } = await bot.conversations.history({
    channel: idOf('calls'),
    include_all_metadata: wholeMetadata,
  });
  const message = messages.find((one) => one.ts === ts);
  if (message === undefined) throw new Error('The message is not there.');
  return message;
}

async function metadataOf(ts: string | undefined, whole: boolean) {
  return (await messageAt(ts, whole)).metadata;
}

function payloadOf(request: { form: URLSearchParams } | undefined) {
  return JSON.parse(request?.form.get('payload') ?? '{}') as { response_url: string; trigger_id: string };
}

function reply(url: string | null | undefined, body: object): Promise<Response> {
  return fetch(url ?? '', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  });
}
