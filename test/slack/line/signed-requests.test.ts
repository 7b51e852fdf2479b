import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';

import { createHttpServer } from '../../../src/process/http.ts';
import { refusalLog } from '../../../src/slack/line/refusal-log.ts';
import { signedOnly } from '../../../src/slack/line/signed-requests.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { enqueueMessage } from '../../../src/store/messages/messages.ts';
import { openSqlite } from '../../support/database.ts';
import { silentLog } from '../../support/silent-log.ts';
import { meetPerson, type Person, signingSecret } from '../../support/slack/slack-person.ts';
import { blockAction, formBody, signedHeaders, slashCommand } from '../../support/slack/slack-requests.ts';
import { until } from '../../support/slack/socket-mode-server.ts';

/** The whole way from a socket to an answer: our HTTP server, our door, and Bolt behind it. */
async function meet() {
  const store = await openSqlite();
  const person = await meetPerson('HTTP', store.db);
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    readiness: () => Promise.reject(new Error('not asked')),
    metrics: () => Promise.reject(new Error('not asked')),
    webhook: null,
    slackEvents: person.bolt.requestListener,
    metricsToken: null,
    log: silentLog as never,
  });
  const url = `${await server.listen()}/slack/events`;
  return {
    db: store.db,
    person,
    url,
    post: (headers: Headers, body: string | Buffer) => post(url, headers, body),
    async [Symbol.asyncDispose]() {
      await server.close(0);
      await person[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

type Headers = Record<string, string>;

/** Node's own client, since `fetch` mends what is wrong on purpose here. */
function post(url: string, headers: Headers, body: string | Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = send(url, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end(body);
  });
}

const minute = 60;
const now = () => Math.floor(Date.now() / 1_000);
const signed = (body: string, atSeconds?: number) => signedHeaders(body, signingSecret, atSeconds);
const asked = (person: Person) => formBody({ response_url: person.responseUrl.url, ...slashCommand('help') });
const without = (headers: Headers, name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

describe('a request is answered', () => {
  // when it was signed → seconds from now
  const times: [string, number][] = [
    ['now', 0],
    ['almost five minutes ago', -4 * minute],
    ['by a clock that is almost five minutes ahead', 4 * minute],
  ];
  it.each(times)('that was signed %s', async (_, seconds) => {
    await using it = await meet();
    const body = asked(it.person);
    expect(await it.post(signed(body, now() + seconds), body)).toBe(200);
    expect((await it.person.responseUrl.reply(0)).text).toContain('/revox calls');
  });

  it.each(['/', '?a=b', '/?a=b'])('that is sent to /slack/events%s', async (ending) => {
    await using it = await meet();
    const body = asked(it.person);
    expect(await post(`${it.url}${ending}`, signed(body), body)).toBe(200);
    await it.person.responseUrl.reply(0);
  });

  it('that comes in pieces without saying how long it is', async () => {
    await using it = await meet();
    const body = asked(it.person);
    const headers = { ...signed(body), 'transfer-encoding': 'chunked' };
    expect(await it.post(headers, body)).toBe(200);
    expect((await it.person.responseUrl.reply(0)).text).toContain('/revox calls');
  });
});

describe('a request is refused, and nobody is answered', () => {
  const right = (body: string) => signed(body);
  const signature = (body: string) => right(body)['x-slack-signature'];
  // what is wrong with it → status, headers, and what is sent instead of the body that was signed
  const wrong: [string, number, (body: string) => Headers, ((body: string) => string | Buffer)?][] = [
    ['signed with another secret', 401, (body) => signedHeaders(body, 'another-secret')],
    ['changed after it was signed', 401, right, (body) => body.replace('help', 'calls')],
    ['with more behind it than was signed', 401, right, (body) => `${body}&text=status`],
    ['signed more than five minutes ago', 401, (body) => signed(body, now() - 5 * minute - 5)],
    ['signed for more than five minutes from now', 401, (body) => signed(body, now() + 5 * minute + 5)],
    ['signed for tomorrow', 401, (body) => signed(body, now() + 24 * 60 * minute)],
    ['of a time that is no number', 401, (body) => ({ ...right(body), 'x-slack-request-timestamp': 'now' })],
    [
      'of another spelling of its time',
      401,
      (body) => ({ ...right(body), 'x-slack-request-timestamp': `0${now()}` }),
    ],
    [
      'of a later time than was signed',
      401,
      (body) => ({ ...right(body), 'x-slack-request-timestamp': `${now() + 60}` }),
    ],
    ['without a time', 401, (body) => without(right(body), 'x-slack-request-timestamp')],
    ['without a signature', 401, (body) => without(right(body), 'x-slack-signature')],
    ['with an empty signature', 401, (body) => ({ ...right(body), 'x-slack-signature': '' })],
    [
      'with half a signature',
      401,
      (body) => ({ ...right(body), 'x-slack-signature': `${signature(body)?.slice(0, 40)}` }),
    ],
    [
      'with more behind the signature',
      401,
      (body) => ({ ...right(body), 'x-slack-signature': `${signature(body)}=x` }),
    ],
    [
      'with the signature in capitals',
      401,
      (body) => ({ ...right(body), 'x-slack-signature': `v0=${signature(body)?.slice(3).toUpperCase()}` }),
    ],
    [
      'with another version of signatures',
      401,
      (body) => ({ ...right(body), 'x-slack-signature': `${signature(body)?.replace('v0', 'v1')}` }),
    ],
    [
      'that says to check certificates, and asks for something',
      401,
      (body) => without(right(body), 'x-slack-signature'),
      (body) => `${body}&ssl_check=1`,
    ],
    ['of another type', 400, (body) => ({ ...right(body), 'content-type': 'text/plain' })],
    ['of no type', 400, (body) => without(right(body), 'content-type')],
    [
      'that says to be JSON and is a form',
      400,
      (body) => ({ ...right(body), 'content-type': 'application/json' }),
    ],
    ['that announces too much', 413, (body) => ({ ...right(body), 'content-length': '1000001' })],
  ];
  it.each(wrong)('%s', async (_, status, headers, sent = (body: string) => body) => {
    await using it = await meet();
    const body = asked(it.person);
    expect(await it.post(headers(body), sent(body))).toBe(status);
    // What is asked after it is answered first, so nothing was under way.
    const good = asked(it.person);
    await it.post(signed(good), good);
    await it.person.responseUrl.reply(0);
    expect(it.person.responseUrl.replies).toHaveLength(1);
  });

  // Signed, which only Slack can: and still nothing of it may end the process.
  const odd: [string, number, string | Buffer, type?: string][] = [
    ['nothing', 400, '', 'application/json'],
    ['null', 400, 'null', 'application/json'],
    ['a list', 400, '[]', 'application/json'],
    ['a word', 400, '"help"', 'application/json'],
    ['half of an object', 400, '{"type":', 'application/json'],
    ['null in a form', 400, 'payload=null'],
    ['two payloads', 400, 'payload={}&payload={}'],
    ['no UTF-8', 400, Buffer.from([0x74, 0x65, 0x78, 0x74, 0x3d, 0xff, 0xfe, 0xc3, 0x28])],
    ['half a character', 400, Buffer.from('text=é').subarray(0, -1)],
    ['a hundred thousand lists in each other', 400, `payload=${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ];
  it.each(odd)(
    'whose body is %s, and the next one is answered',
    async (_, status, body, type = form) => {
      await using it = await meet();
      const headers = { ...signedBytes(Buffer.from(body)), 'content-type': type };
      const answered = await it.post(headers, Buffer.from(body));
      expect(answered).toBe(status);
      const good = asked(it.person);
      expect(await it.post(signed(good), good)).toBe(200);
      expect((await it.person.responseUrl.reply(0)).text).toContain('/revox calls');
    },
    20_000,
  );
});

// body
const strange: [string, string][] = [
  ['an object in an object, fifty thousand times', deep()],
  ['a hundred thousand fields', Array.from({ length: 100_000 }, (_, i) => `${i}=`).join('&')],
  ['the names of what every object has', 'payload={"__proto__":{"admin":1},"constructor":{"prototype":{}}}'],
];
it.each(strange)('a request whose body is %s holds up nobody', async (_, body) => {
  await using it = await meet();
  const headers = { ...signedBytes(Buffer.from(body)), 'content-type': form };
  // Bolt says after three seconds that nobody knows what it is.
  post(it.url, headers, body).catch(() => undefined);
  const good = asked(it.person);
  expect(await it.post(signed(good), good)).toBe(200);
  expect((await it.person.responseUrl.reply(0)).text).toContain('/revox calls');
  expect(({} as { admin?: number }).admin).toBeUndefined();
});

describe('a request that is sent twice', () => {
  it('is carried out once', async () => {
    await using it = await meet();
    await park(it.db);
    const body = formBody({
      response_url: it.person.responseUrl.url,
      ...blockAction('retry_parked', undefined),
    });
    const headers = signed(body);
    expect(await it.post(headers, body)).toBe(200);
    await it.person.responseUrl.reply(0);
    await park(it.db);
    expect(await it.post(headers, body)).toBe(200);
    await askAnew(it);
    expect(await parkedCount(it.db)).toBe(1);
  });

  it('is answered once, also when nothing is changed by it', async () => {
    await using it = await meet();
    const body = asked(it.person);
    const headers = signed(body);
    const statuses = await Promise.all([1, 2, 3].map(() => it.post(headers, body)));
    expect(statuses).toEqual([200, 200, 200]);
    await it.person.responseUrl.reply(0);
    await askAnew(it);
    expect(it.person.responseUrl.replies).toHaveLength(2);
  });

  it('is not carried out again where another replica met it, if it changes something', async () => {
    await using it = await meet();
    await using other = await meetPerson('HTTP', it.db);
    await park(it.db);
    const click = blockAction('retry_parked', undefined);
    const body = formBody({ response_url: it.person.responseUrl.url, ...click });
    await it.post(signed(body), body);
    await it.person.responseUrl.reply(0);
    await park(it.db);
    await other.sends({ response_url: it.person.responseUrl.url, ...click });
    await other.types('help');
    expect(await parkedCount(it.db)).toBe(1);
  });

  async function askAnew(it: Awaited<ReturnType<typeof meet>>): Promise<void> {
    const body = asked(it.person);
    const before = it.person.responseUrl.replies.length;
    await it.post(signed(body), body);
    await it.person.responseUrl.reply(before);
  }
});

describe('slow lines', () => {
  /** They say what is needed to be read, announce a megabyte, and send a little of it. */
  function slowLine(url: string, bytes = 10): Socket {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
      .on('error', () => undefined)
      .resume();
    const head = [
      'POST /slack/events HTTP/1.1',
      'host: bot',
      `x-slack-request-timestamp: ${now()}`,
      'content-length: 1000000',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${'x'.repeat(bytes)}`);
    return socket;
  }

  it('leave every signed request answered, fifty of them and more', async () => {
    await using it = await meet();
    const lines = Array.from({ length: 60 }, () => slowLine(it.url));
    await Promise.all(lines.map((line) => once(line, 'connect')));
    const body = asked(it.person);
    expect(await it.post(signed(body), body)).toBe(200);
    expect((await it.person.responseUrl.reply(0)).text).toContain('/revox calls');
    for (const line of lines) line.destroy();
  });

  it('that hold too much together make room, the earliest first', async () => {
    const refused: string[] = [];
    const server = createServer(
      signedOnly((_, response) => response.end('taken'), {
        signingSecret,
        now: Date.now,
        onRefused: (reason) => refused.push(reason),
        mostBytesUnderWay: 50_000,
      }),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
    const lines = [slowLine(url, 30_000)];
    await until(() => lines[0]?.bytesWritten !== 0);
    lines.push(slowLine(url, 30_000));
    await once(lines[0] as Socket, 'close');

    expect(refused).toEqual(['cut-off']);
    expect(await post(url, signed('payload={}'), 'payload={}')).toBe(200);
    for (const line of lines) line.destroy();
    server.closeAllConnections();
    server.close();
  });
});

it('what is refused leaves one line a minute, with the reason and by how much its time was off', () => {
  const said: [fields: object, line: string][] = [];
  let clock = 0;
  const log = { ...silentLog, warn: (fields: object, line: string) => void said.push([fields, line]) };
  const note = refusalLog(log as never, () => clock);
  note('too-old', 301_000);
  note('wrong-signature');
  clock = 59_000;
  note('wrong-signature');
  clock = 60_000;
  note('from-the-future', 400_000.4);

  const line = 'requests to /slack/events are refused';
  expect(said).toEqual([
    [{ reason: 'too-old', count: 1, lateMs: 301_000 }, line],
    [{ reason: 'from-the-future', count: 3, lateMs: 400_000 }, line],
  ]);
});

it('when the last request was let by is known', async () => {
  await using it = await meet();
  expect(it.person.bolt.health().lastAcceptedAt).toBeNull();
  const body = asked(it.person);
  await it.post(signed(body), body);
  expect(it.person.bolt.health().lastAcceptedAt).toBeGreaterThan(Date.now() - 60_000);
});

it('a body without end is cut off before anybody vouches for it', async () => {
  await using it = await meet();
  const { port } = new URL(it.url);
  const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
  const lines = [
    'POST /slack/events HTTP/1.1',
    'host: bot',
    `x-slack-request-timestamp: ${now()}`,
    'transfer-encoding: chunked',
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  const feed = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', feed);
  feed();
  const heard = await new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('close', () => resolve(text));
  });
  expect(heard).toMatch(/^HTTP\/1\.1 413 /);
});

const form = 'application/x-www-form-urlencoded';

function signedBytes(body: Buffer): Headers {
  const sentAt = now();
  const digest = createHmac('sha256', signingSecret).update(`v0:${sentAt}:`).update(body).digest('hex');
  return { 'x-slack-request-timestamp': String(sentAt), 'x-slack-signature': `v0=${digest}` };
}

/** A shortcut on a message whose metadata is an object in an object, and so on. */
function deep(): string {
  const depth = 50_000;
  const nested = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  const payload = `{"type":"message_action","callback_id":"open_message_calls","trigger_id":"1","user":{"id":"U0ANNA","team_id":"T0OURS"},"message_ts":"1.0","message":{"metadata":${nested}}}`;
  return `payload=${encodeURIComponent(payload)}`;
}

async function park(db: Database): Promise<void> {
  const key = crypto.randomUUID();
  await enqueueMessage(
    db,
    { key, channel: 'C0CALLS', form: 'bundle', kind: 'calls', subject: {}, calls: 1 },
    1,
  );
  await db.updateTable('messages').set({ state: 'parked' }).where('key', '=', key).execute();
}

async function parkedCount(db: Database): Promise<number> {
  return (await db.selectFrom('messages').where('state', '=', 'parked').select('id').execute()).length;
}
