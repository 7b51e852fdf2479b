import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { ourApp } from '../../demo/slack/rules/slack-app.ts';
import { closeServer, listenOn } from '../../src/process/listen.ts';
import { run } from '../../verify/run.ts';
import { SlackServer } from '../support/slack/slack-server.ts';
import { type SocketModeServer, startSocketModeServer } from '../support/slack/socket-mode-server.ts';

const [channel, user] = ['C0LIVE1234', 'U0LIVE1234'];

let slack: SlackServer;
let sockets: SocketModeServer;
let folder: string;

beforeEach(async () => {
  slack = await SlackServer.start({ channels: [{ id: channel, name: 'live' }], kind: { doubts: 'taken' } });
  // The product never sends one: this asks whether it might.
  slack.gate.expectRefusal('chat.postMessage', 'type.known');
  const app = ourApp();
  const made = { ...app, events: [...app.events, 'message_metadata_posted'] };
  sockets = await startSocketModeServer({ made });
  const url = `${sockets.apiUrl.replace('http:', 'ws:').replace('/api/', '')}/link/?ticket=1`;
  slack.on('apps.connections.open', () => ({ ok: true, url }));
  folder = await mkdtemp(join(tmpdir(), 'revox-listening-'));
});

afterEach(async () => {
  await sockets[Symbol.asyncDispose]();
  await slack.close();
  await rm(folder, { recursive: true, force: true });
});

test('a click shows what a modal and response_url take, and a row says how often', async () => {
  const listened = listening('60');
  await expect.poll(() => slack.ledger.some(({ text }) => text.startsWith('Please click'))).toBe(true);
  sockets.deliver('events_api', {
    type: 'event_callback',
    event: { type: 'message_metadata_posted', metadata: { event_type: 'revox_news' } },
  });
  sockets.deliver('interactive', {
    type: 'block_actions',
    actions: [{ action_id: 'verify_click' }],
    response_url: slack.responseUrl(),
    trigger_id: 'trigger',
  });

  const { code, printed } = await listened;

  expect(code).toBe(0);
  expect(printed).toMatch(/✓ in doubt: block\/data_visualization\/answer +taken/);
  expect(printed).toMatch(/✓ in doubt: block\/card\/modal +taken/);
  expect(printed).toMatch(/✓ answer through response_url +taken: 5 answers +→/);
  expect(printed).toMatch(/✓ get its own posts .* taken/);
  expect(sockets.acks).toHaveLength(2);
  expect(slack.ledger.filter(({ deleted }) => !deleted)).toEqual([]);
});

test('what people click meanwhile is left to the bot, and without a click it says what was not asked', async () => {
  const listened = listening('3');
  await expect.poll(() => sockets.sockets().length).toBe(1);
  sockets.deliver('interactive', { type: 'block_actions', actions: [{ action_id: 'list_calls' }] });

  const { code, printed } = await listened;

  expect(code).toBe(0);
  expect(printed).toMatch(/block\/table\/answer +not asked: nobody clicked/);
  expect(printed).toContain('not asked: give a copy of the app metadata.message:read');
  expect(sockets.acks).toEqual([]);
});

test('it refuses while the bot runs, whose clicks it would take', async () => {
  const bot = createServer((_, response) => response.writeHead(503).end());
  await listenOn(bot, '127.0.0.1', 0);
  const { port } = bot.address() as { port: number };

  await expect(listening('1', String(port))).rejects.toThrow('the bot, which is running: stop it first');

  expect(slack.requests).toEqual([]);
  await closeServer(bot, 0);
});

async function listening(wait: string, port = '1') {
  const lines: string[] = [];
  const named = ['--channel', channel, '--user', user, '--report', join(folder, 'report.md')];
  const code = await run([...named, '--pace', '0', '--listen', '--wait', wait], {
    env: {
      SLACK_BOT_TOKEN: 'xoxb-live',
      SLACK_APP_TOKEN: 'xapp-live',
      SLACK_API_URL: slack.url,
      PORT: port,
    },
    say: (text) => void lines.push(text),
    interruption: new AbortController().signal,
  });
  return { code, printed: lines.join('\n') };
}
