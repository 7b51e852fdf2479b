import { createEmulator } from 'emulate';

import { onPortNear } from '../near-port.ts';
import type { Channel } from './events.ts';
import type { Form } from './http-body.ts';

/** Who and what exists in the workspace. The tokens are worth nothing outside of it. */
export const demoWorkspace = {
  team: { id: 'T000000001', domain: 'demo' },
  app: { id: 'A0DEMO' },
  bot: { id: 'B0REVOX', userId: 'U0REVOX', token: 'xoxb-demo-workspace' },
  person: { name: 'you', token: 'xoxp-demo-workspace' },
  signingSecret: 'demo-signing-secret',
  channels: ['calls', 'call-alerts', 'digest'],
} as const;

export interface SlackEmulator {
  url: string;
  /** Any Web API method, with a token of the workspace. */
  call(method: string, form: Form, token: string): Promise<ApiAnswer>;
  channels: Channel[];
  personId: string;
  /** Between the person and the bot. */
  directMessage: Channel;
  /** A file that was uploaded. */
  download(fileId: string, name: string): Promise<Response>;
  close(): Promise<void>;
}

export interface ApiAnswer {
  ok: boolean;
  error?: string;
  [field: string]: unknown;
}

/** A demo that starts again starts another emulator on the same port: none may be asked over a connection to the last. */
export const onceOnly = { Connection: 'close' };

/** emulate's Slack with our workspace in it, the bot already invited to its channels. */
export async function startSlackEmulator(preferredPort: number): Promise<SlackEmulator> {
  const emulator = await onPortNear(preferredPort, (port) =>
    createEmulator({ service: 'slack', port, seed: { slack: seed() } }),
  );
  const url = emulator.url.replace('//localhost', '//127.0.0.1');
  const call = (method: string, form: Form, token: string) => callMethod(url, method, form, token);
  try {
    return {
      url,
      call,
      channels: await inviteBot(call),
      personId: await personId(call),
      directMessage: await openDirectMessage(call),
      download: (fileId, name) => download(url, fileId, name),
      close: () => emulator.close(),
    };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

function seed() {
  const { team, app, bot, person, channels } = demoWorkspace;
  return {
    team: { name: 'Demo workspace', domain: team.domain },
    users: [{ name: person.name, real_name: 'You', is_admin: true }],
    channels: channels.map((name) => ({ name })),
    oauth_apps: [
      {
        client_id: 'demo',
        client_secret: 'demo',
        app_id: app.id,
        name: 'Revox',
        bot_name: 'revox',
        bot_id: bot.id,
        bot_user_id: bot.userId,
        redirect_uris: [],
      },
    ],
    tokens: [
      { token: bot.token, type: 'bot', user_id: bot.userId, bot_id: bot.id, app_id: app.id },
      { token: person.token, type: 'user', user: person.name, app_id: app.id },
    ],
  };
}

type Call = SlackEmulator['call'];

async function inviteBot(call: Call): Promise<Channel[]> {
  const { person, bot, channels: names } = demoWorkspace;
  const listed = await call('conversations.list', {}, person.token);
  const channels = (listed.channels as Channel[]).map(({ id, name }) => ({ id, name }));
  for (const channel of channels.filter((one) => (names as readonly string[]).includes(one.name))) {
    await call('conversations.invite', { channel: channel.id, users: bot.userId }, person.token);
  }
  return channels;
}

async function personId(call: Call): Promise<string> {
  const { user_id: id } = await call('auth.test', {}, demoWorkspace.person.token);
  return id as string;
}

async function openDirectMessage(call: Call): Promise<Channel> {
  const { bot, person } = demoWorkspace;
  const { channel } = await call('conversations.open', { users: bot.userId }, person.token);
  return { id: (channel as { id: string }).id, name: 'directmessage' };
}

function download(url: string, fileId: string, name: string): Promise<Response> {
  return fetch(`${url}/files-pri/${encodeURIComponent(fileId)}/${encodeURIComponent(name)}`, {
    headers: { ...onceOnly, Authorization: `Bearer ${demoWorkspace.person.token}` },
  });
}

async function callMethod(url: string, method: string, form: Form, token: string): Promise<ApiAnswer> {
  const response = await fetch(`${url}/api/${method}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { ...onceOnly, Authorization: `Bearer ${token}` },
  });
  // Slack answers 200 whatever happens; emulate answers 404 to a method it does not have.
  if (response.status === 404) return { ok: false, error: 'unknown_method' };
  return (await response.json()) as ApiAnswer;
}
