import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, test } from 'vitest';

import { closeServer, listenOn } from '../../../src/process/listen.ts';
import { outboxClient } from '../../../src/slack/line/outbox-client.ts';
import { fetchFromSlack, isOfSlack, NotSlackError } from '../../../src/slack/line/slack-fetch.ts';
import { openConnection } from '../../../src/slack/line/socket-connection.ts';
import { openSqlite } from '../../support/database.ts';
import { silentSdkLog } from '../../support/sdk-log.ts';
import { silentLog } from '../../support/silent-log.ts';
import { meetPerson } from '../../support/slack/slack-person.ts';
import { slashCommand } from '../../support/slack/slack-requests.ts';
import { startSocketModeServer, until } from '../../support/slack/socket-mode-server.ts';

const slack = 'https://slack.com/api/';
const emulated = 'http://127.0.0.1:4020/api/';

// URL, where the Web API is → whether it is Slack's
const urls: [url: string, apiUrl: string, isSlacks: boolean][] = [
  ['https://slack.com/api/chat.postMessage', slack, true],
  ['https://hooks.slack.com/commands/T0/1/x', slack, true],
  ['https://files.slack.com/upload/v1/x', slack, true],
  ['wss://wss-primary.slack.com/link/?ticket=x', slack, true],
  ['https://hooks.slack-gov.com/actions/x', 'https://slack-gov.com/api/', true],
  ['https://proxy.example.com/api/auth.test', 'https://proxy.example.com/api/', true],
  ['https://hooks.slack.com/x', 'https://proxy.example.com/api/', true],
  ['http://127.0.0.1:4999/response', emulated, true],
  ['http://localhost:4999/response', emulated, true],
  ['http://hooks.slack.com/x', slack, false],
  ['ws://wss-primary.slack.com/link', slack, false],
  ['https://hooks.slack.com.evil.example/x', slack, false],
  ['https://evilslack.com/x', slack, false],
  ['https://evil.example/hooks.slack.com', slack, false],
  ['https://hooks.slack.com@evil.example/x', slack, false],
  ['https://anybody@hooks.slack.com/x', slack, false],
  ['https://hooks.slack.com:8443/x', slack, false],
  ['http://127.0.0.1:4999/response', slack, false],
  ['http://169.254.169.254/latest/meta-data', slack, false],
  ['http://169.254.169.254/latest/meta-data', emulated, false],
  ['https://other.example.com/x', 'https://proxy.example.com/api/', false],
  ['file:///etc/passwd', slack, false],
  ['//hooks.slack.com/x', slack, false],
  ['', slack, false],
];

test.each(urls)('%s, with the Web API at %s: %s', (url, apiUrl, isSlacks) => {
  expect(isOfSlack(url, apiUrl)).toBe(isSlacks);
});

test('what leads elsewhere is not asked, and not named', () => {
  expect(() => fetchFromSlack(slack)('https://evil.example/secret-path')).toThrow(NotSlackError);
  expect(new NotSlackError().message).not.toContain('evil');
});

/** Two servers: one sends whoever asks to the other. */
async function meet(status: number) {
  const met: { at: string; token: string | undefined; body: string }[] = [];
  const listen = async (at: string, answer: () => [number, Record<string, string>]) => {
    const server = createServer(async (request, response) => {
      met.push({ at, token: request.headers.authorization, body: await textOf(request) });
      const [code, headers] = answer();
      response
        .writeHead(code, { 'content-type': 'application/json', ...headers })
        .end('{"ok":true,"ts":"1.0"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/` };
  };
  const elsewhere = await listen('elsewhere', () => [200, {}]);
  const here = await listen('here', () => [status, { location: `${elsewhere.url}chat.postMessage` }]);
  return {
    met,
    client: outboxClient({ token: 'xoxb-test', slackApiUrl: here.url, logger: silentSdkLog }),
    async [Symbol.asyncDispose]() {
      for (const { server } of [here, elsewhere]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await request.toArray()).toString();
}

describe('a redirect of the Web API', () => {
  it.each([301, 302, 303, 307, 308])('by %i is not followed, with or without the token', async (status) => {
    await using it = await meet(status);
    await expect(
      it.client.chat.postMessage({ channel: 'C0CALLS', text: 'for Slack alone' }),
    ).rejects.toThrow();
    expect(it.met.map(({ at }) => at)).toEqual(['here']);
  });

  it('is not needed: what answers is asked once, with the token', async () => {
    await using it = await meet(200);
    await it.client.chat.postMessage({ channel: 'C0CALLS', text: 'for Slack alone' });
    expect(it.met).toMatchObject([{ at: 'here', token: 'Bearer xoxb-test' }]);
  });

  it('cannot be had by a method that is a URL', async () => {
    await using it = await meet(200);
    await it.client.apiCall('https://evil.example/x').catch(() => undefined);
    expect(it.met.map(({ at }) => at)).toEqual(['here']);
  });
});

it('an answer without an end is cut off with an error, and nothing more of it is read', async () => {
  let sent = 0;
  const chunk = Buffer.alloc(256 * 1024, 'x');
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = () => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length;
    };
    response.on('drain', more);
    more();
  });
  await listenOn(server, '127.0.0.1', 0);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  const before = process.memoryUsage().rss;

  const read = async () => (await fetchFromSlack(url)(`${url}conversations.history`)).text();

  await expect(read()).rejects.toThrow('Slack answered with more than 32 MiB: the rest was not read');
  expect(sent).toBeLessThan(64 * 1024 ** 2);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 ** 2);
  const client = outboxClient({ token: 'xoxb-test', slackApiUrl: url, logger: silentSdkLog });
  await expect(client.conversations.history({ channel: 'C0CALLS' })).rejects.toThrow();
  await closeServer(server, 0);
});

it('a response URL that leads elsewhere is not asked, and the person is answered in the channel', async () => {
  await using store = await openSqlite();
  await using person = await meetPerson('HTTP', store.db);
  await person.sends({ ...slashCommand('help'), response_url: 'https://hooks.slack.com.evil.example/x' });
  await until(() => person.slack.asked.some(({ method }) => method === 'chat.postEphemeral'));
  expect(person.responseUrl.replies).toEqual([]);
});

it('a socket that leads elsewhere is not opened', async () => {
  await using slack = await startSocketModeServer();
  slack.behave({ answers: { 'apps.connections.open': { url: 'wss://wss.slack.com.evil.example/link' } } });
  const options = { appToken: 'xapp-test', slackApiUrl: slack.apiUrl, log: silentLog, helloWithinMs: 5_000 };
  const ways = { silenceMs: 5_000, onEnvelope: () => undefined, onPong: () => undefined };
  const opened = openConnection({ ...options, ...ways }, new AbortController().signal);
  await expect(opened).rejects.toThrow(NotSlackError);
});
