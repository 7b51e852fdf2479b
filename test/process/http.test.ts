import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import perf from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { request } from 'undici';
import { afterEach, describe, expect, test, vi } from 'vitest';

import type { Health } from '../../src/calls/health.ts';
import { createHttpServer, type HttpOptions } from '../../src/process/http.ts';
import { ListenError } from '../../src/process/listen.ts';
import { createLog } from '../../src/process/log.ts';
import { createMetrics } from '../../src/process/metrics.ts';
import { healthWithin, type ReadinessFacts, readinessOf } from '../../src/process/readiness.ts';
import type { SlackConnection } from '../../src/slack/bolt.ts';

const noon = Date.UTC(2026, 2, 29, 12);
const minute = 60_000;

const ready = { ready: true, checks: {} } as never;
const lines: string[] = [];
let opened: ReturnType<typeof createHttpServer>[] = [];

afterEach(async () => {
  await Promise.all(opened.map((server) => server.close(0)));
  opened = [];
  lines.length = 0;
  vi.useRealTimers();
});

describe('health, readiness and metrics', () => {
  test('the process says that it turns', async () => {
    const answer = await fetch(`${await listening()}/healthz`);

    expect([answer.status, await answer.text()]).toEqual([200, 'ok\n']);
  });

  test('a monitor may ask with HEAD', async () => {
    const answer = await fetch(`${await listening()}/healthz?probe=1`, { method: 'HEAD' });

    expect(answer.status).toBe(200);
  });

  test('a bot that is ready says why', async () => {
    const url = await listening({ readiness: async () => readinessOf(facts()) });

    const answer = await fetch(`${url}/readyz`);

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      ready: true,
      checks: {
        poll: { ok: true, reason: 'the last successful poll was 20 s ago' },
        database: { ok: true, reason: 'the database answers' },
        slack: { ok: true, reason: 'last sign of life from Slack 3 s ago' },
        outbox: { ok: true, reason: 'nothing queued' },
        passes: { ok: true, reason: 'all passes are running' },
      },
    });
  });

  test.each([
    [{}, 'the newest nightly copy was made 9 h ago'],
    [
      { copiedAt: noon - 72 * 3_600_000, problem: 'the disk is full' },
      'the newest nightly copy was made 72 h ago, which is too long ago; the last attempt failed: the disk is full',
    ],
    [{ copiedAt: null }, 'no nightly copy yet'],
    [
      { leftOver: { triedAt: noon, files: 2, problem: 'EPERM' } },
      'the newest nightly copy was made 9 h ago; 2 files of older nightly copies can’t be deleted (EPERM); retried every hour',
    ],
  ])('the age of the newest nightly copy is said, and keeps nobody from being served (%#)', (copy, says) => {
    const nightlyCopy = {
      since: noon - 3_600_000,
      night: null,
      triedAt: noon,
      copiedAt: noon - 9 * 3_600_000,
      problem: null,
      leftOver: null,
      ...copy,
    };

    expect(readinessOf(facts({ nightlyCopy }))).toMatchObject({
      ready: true,
      checks: { database: { ok: true, reason: `the database answers; ${says}` } },
    });
  });

  test('what is wrong with the database is said, with what to do, also while it answers some questions', async () => {
    const trouble = { says: 'the disk is full', next: 'make room' };

    expect(readinessOf(facts({}, { trouble }))).toMatchObject({
      ready: false,
      checks: { database: { ok: false, reason: 'the disk is full: make room' } },
    });
    expect(readinessOf(facts({}, { trouble, health: null })).checks.database.reason).toMatch(/full/);
  });

  test('a bot that is not ready answers 503', async () => {
    const url = await listening({ readiness: async () => readinessOf(facts({}, { health: null })) });

    expect((await fetch(`${url}/readyz`)).status).toBe(503);
  });

  test('metrics are those of the store and of the process, in Prometheus’ format', async () => {
    const metrics = createMetrics();
    metrics.polled('ok');
    metrics.stored(40);
    metrics.posted('sent', 1);
    metrics.answered('calls', 12);
    metrics.passed('poll', 'failed', 300);
    const health = healthWith({ untoldCalls: 3, oldestWaitingAt: noon - minute, setAside: 2 });
    metrics.show({ health, trouble: null }, noon);
    const url = await listening({ metrics: metrics.text });

    const answer = await fetch(`${url}/metrics`);
    const text = await answer.text();
    metrics.close();

    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        'revox_slack_polls_total{result="ok"} 1',
        'revox_slack_calls_stored_total 40',
        'revox_slack_posts_total{outcome="sent"} 1',
        'revox_slack_command_duration_seconds_sum{command="calls"} 0.012',
        'revox_slack_pass_duration_seconds_count{pass="poll",result="failed"} 1',
        'revox_slack_news_untold 3',
        'revox_slack_oldest_waiting_seconds 60',
        'revox_slack_set_aside_rows 2',
        'revox_slack_database_up 1',
        expect.stringMatching(/^process_resident_memory_bytes \d+/),
      ]),
    );
  });

  test('what watches the event loop begins when somebody asks for metrics', async () => {
    const watching = vi.spyOn(perf, 'monitorEventLoopDelay');
    const metrics = createMetrics();
    expect(watching).not.toHaveBeenCalled();

    await metrics.text();
    const { body } = await metrics.text();
    expect(watching).toHaveBeenCalledOnce();
    expect(body).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    metrics.close();
  });

  test('while the database is away, metrics say so, keep what is counted in memory, and show no figure of before', async () => {
    const metrics = createMetrics();
    metrics.stored(40);
    metrics.show({ health: healthWith({ untoldCalls: 3 }), trouble: null }, noon);
    metrics.show({ health: null, trouble: null }, noon);
    const { body } = await metrics.text();

    expect(body).toContain('revox_slack_database_up 0');
    expect(body).toContain('revox_slack_calls_stored_total 40');
    expect(body).not.toMatch(/^revox_slack_(news_untold|last_good_poll_timestamp_seconds|calls) /m);
    metrics.show({ health: healthWith({ untoldCalls: 4 }), trouble: null }, noon);
    expect((await metrics.text()).body).toMatch(/^revox_slack_news_untold 4$/m);
    metrics.close();
  });

  test('a database that answers and takes no writes is not up, and its figures are shown', async () => {
    const metrics = createMetrics();
    const trouble = { says: 'the disk is full', next: 'make room' };
    metrics.show({ health: healthWith({ untoldCalls: 3 }), trouble }, noon);
    const { body } = await metrics.text();

    expect(body).toMatch(/^revox_slack_database_up 0$/m);
    expect(body).toMatch(/^revox_slack_news_untold 3$/m);
    metrics.close();
  });

  test('two bots in one process do not share their metrics', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.stored(40);

    expect((await other.text()).body).toContain('revox_slack_calls_stored_total 0');
    one.close();
    other.close();
  });

  test('a failure to answer is logged, and said without its reason', async () => {
    const readiness = () => Promise.reject(new Error('out of order'));

    const answer = await fetch(`${await listening({ readiness })}/readyz`);

    expect([answer.status, await answer.text()]).toEqual([500, 'something went wrong\n']);
    expect(JSON.parse(lines[0] as string)).toMatchObject({
      level: 'error',
      err: { message: 'out of order' },
    });
  });
});

const notReady: [what: string, health: Partial<Health>, check: 'poll' | 'outbox', reason: string][] = [
  [
    'no successful poll yet',
    { lastGoodPollAt: null, lastPollProblem: 'HTTP 503' },
    'poll',
    'no successful poll yet: HTTP 503',
  ],
  [
    'polls fail for long',
    { lastGoodPollAt: noon - 7 * minute, lastPollProblem: 'HTTP 503' },
    'poll',
    'the last successful poll was 7 min ago: HTTP 503',
  ],
  [
    'the poller stands still',
    { lastGoodPollAt: noon - 180 * minute },
    'poll',
    'the last successful poll was 3 h ago',
  ],
  [
    'a message waits for long',
    { oldestWaitingAt: noon - 6 * minute, waitingMessages: 2, parkedMessages: 1 },
    'outbox',
    '2 messages and 0 calls queued, for up to 6 min; 1 parked',
  ],
  [
    'news is not bundled',
    { oldestWaitingAt: noon - 6 * minute, untoldCalls: 9 },
    'outbox',
    '0 messages and 9 calls queued, for up to 6 min',
  ],
];

test.each(notReady)('a bot is not ready when %s', (_what, health, check, reason) => {
  const readiness = readinessOf(facts(health));

  expect(readiness.ready).toBe(false);
  expect(readiness.checks[check]).toEqual({ ok: false, reason });
});

const socket: SlackConnection = {
  mode: 'socket',
  connected: true,
  lastHelloAt: noon - 3_600_000,
  lastPongAt: noon - 3_000,
  lastAcceptedAt: null,
  numConnections: 1,
};

const deaf: [what: string, slack: Partial<SlackConnection>, reason: string][] = [
  [
    'the socket is closed',
    { connected: false },
    'not connected to Slack: commands do not arrive, messages are still posted',
  ],
  [
    'the line is dead and the clock was put back',
    { lastHelloAt: noon + 3_600_000, lastPongAt: noon + 7_200_000 },
    'no sign of life from Slack since the clock was set back',
  ],
  ['the line is dead', { lastPongAt: noon - 90_000 }, 'no sign of life from Slack for 90 s'],
];

test.each(deaf)('a bot is not ready when %s', (_what, slack, reason) => {
  const readiness = readinessOf(facts({}, { slack: { ...socket, ...slack } }));

  expect(readiness).toMatchObject({ ready: false, checks: { slack: { ok: false, reason } } });
});

test.each([
  [null, 'last sign of life from Slack 3 s ago'],
  [
    50_000,
    'last sign of life from Slack 3 s ago; the clock of this machine is 50 s behind that of Slack: turn on time synchronisation',
  ],
  [
    -180_000,
    'last sign of life from Slack 3 s ago; the clock of this machine is 3 min ahead of that of Slack: turn on time synchronisation',
  ],
])('with the clock of Slack %s ms ahead: %s', (slackAheadMs, reason) => {
  const { ready, checks } = readinessOf(facts({}, { slackAheadMs }));
  expect({ ready, slack: checks.slack }).toEqual({ ready: true, slack: { ok: true, reason } });
});

test('a hello of before the clock was set back takes nothing from what was heard since', () => {
  const slack: SlackConnection = { ...socket, lastHelloAt: noon + 7_200_000 };
  expect(readinessOf(facts({}, { slack })).checks.slack).toEqual({
    ok: true,
    reason: 'last sign of life from Slack 3 s ago',
  });
});

test('a bot is not ready while a pass hangs', () => {
  const { ready, checks } = readinessOf(facts({}, { hanging: [{ pass: 'import', forMs: 400_000 }] }));
  expect(ready).toBe(false);
  expect(checks.passes.reason).toBe('“import” has been running for 7 min: the bot restarts if this lasts');
});

test('over HTTP, Slack comes to the bot, and when it last did is said', () => {
  const slack: SlackConnection = { ...socket, mode: 'http', lastHelloAt: null, lastPongAt: null };
  const lastly = { ...slack, lastAcceptedAt: noon - 5 * minute };

  expect(readinessOf(facts({}, { slack })).checks.slack).toEqual({
    ok: true,
    reason: 'no request from Slack yet',
  });
  expect(readinessOf(facts({}, { slack: lastly })).checks.slack.reason).toBe(
    'the last request from Slack came 5 min ago',
  );
});

test('without the database the rest is not known', () => {
  const { checks } = readinessOf(facts({}, { health: null }));

  expect(checks.database).toEqual({ ok: false, reason: 'the database does not answer' });
  expect(checks.outbox).toEqual({ ok: false, reason: 'unknown while the database is down' });
});

const stillReady: [what: string, health: Partial<Health>][] = [
  [
    'one poll failed',
    { lastGoodPollAt: noon - minute, pollDueAt: noon - 30_000, lastPollProblem: 'HTTP 503' },
  ],
  [
    'polls are an hour apart',
    { lastGoodPollAt: noon - 59 * minute, pollDueAt: noon + minute, pollEveryMs: 60 * minute },
  ],
  [
    'one of them failed',
    { lastGoodPollAt: noon - 70 * minute, pollDueAt: noon - 10 * minute, pollEveryMs: 60 * minute },
  ],
  ['polls rest until the morning', { lastGoodPollAt: noon - 180 * minute, pollDueAt: noon + 600 * minute }],
  ['they begin in the morning', { lastGoodPollAt: noon - 840 * minute, pollDueAt: noon - 1_000 }],
  ['a message was just enqueued', { oldestWaitingAt: noon - minute, waitingMessages: 1 }],
];

test.each(stillReady)('a bot is still ready when %s', (_what, health) => {
  expect(readinessOf(facts(health))).toMatchObject({ ready: true });
});

test('a store that fails, or does not answer in time, has no health to tell', async () => {
  expect(await healthWithin(1000, async () => healthWith({}))).toEqual(healthWith({}));
  expect(await healthWithin(1000, () => Promise.reject(new Error('gone')))).toBeNull();
  expect(await healthWithin(1, () => new Promise(() => undefined))).toBeNull();
});

describe('who may read what', () => {
  const token = 'a-token-of-the-test';
  const bearer = { authorization: `Bearer ${token}` };
  const elsewhere = { 'x-forwarded-for': '192.0.2.7' };
  const asked: [
    what: string,
    metricsToken: string | null,
    headers: Record<string, string>,
    metrics: number,
  ][] = [
    ['this machine', null, {}, 200],
    ['this machine, though there is a token', token, {}, 200],
    ['others without a token in the settings', null, elsewhere, 403],
    ['others by a proxy that says who it is', null, { via: '1.1 proxy' }, 403],
    ['others by a proxy that says for whom', null, { 'x-real-ip': '192.0.2.7' }, 403],
    ['others by a proxy that says how they asked', null, { 'x-forwarded-proto': 'https' }, 403],
    ['others by a proxy that says for which site', null, { host: 'revox.example.com' }, 403],
    ['a site in a browser of this machine', token, { host: 'revox.example.com:3000' }, 401],
    ['this machine by its name', null, { host: 'localhost:3000' }, 200],
    [
      'others with the token, in another spelling',
      token,
      { ...elsewhere, authorization: `bearer ${token}` },
      200,
    ],
    ['others without the token', token, elsewhere, 401],
    ['others with another token', token, { ...elsewhere, authorization: 'Bearer another-token' }, 401],
    ['others with the token', token, { ...elsewhere, ...bearer }, 200],
    ['this machine with another token', token, { authorization: 'Bearer another-token' }, 401],
  ];

  test.each(asked)('metrics and reasons, asked by %s', async (_what, metricsToken, headers, status) => {
    const readiness = async () => readinessOf(facts());
    const url = await listening({ metricsToken, readiness });
    // Not by `fetch`, which keeps the host to itself.
    const ask = async (path: string) => {
      const { statusCode, body } = await request(`${url}${path}`, { headers });
      return { status: statusCode, text: await body.text() };
    };
    const readyz = await ask('/readyz');

    expect((await ask('/metrics')).status).toBe(status);
    expect(readyz.status).toBe(200);
    expect(Object.keys(JSON.parse(readyz.text))).toEqual(status === 200 ? ['ready', 'checks'] : ['ready']);
    expect((await ask('/healthz')).status).toBe(200);
  });
});

describe('connections that ask for nothing', () => {
  async function silentOnes(url: string, count: number) {
    const sockets = Array.from({ length: count }, () => connect(Number(new URL(url).port), '127.0.0.1'));
    for (const socket of sockets) socket.on('error', () => undefined).resume();
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    return sockets;
  }

  test('are closed in time, whether they say nothing or very little', async () => {
    const url = await listening({ connections: { most: 100, silenceMs: 50 } });
    const [silent, slow] = await silentOnes(url, 2);
    slow?.write('POST /slack/events HTTP/1.1\r\nhost: ');

    await Promise.all([silent, slow].map((socket) => socket && once(socket, 'close')));
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('lock nobody out, however many they are: the earliest goes', async () => {
    const url = await listening({ connections: { most: 20, silenceMs: 60_000 } });
    const sockets = await silentOnes(url, 25);

    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await Promise.all(sockets.slice(0, 5).map((socket) => socket.destroyed || once(socket, 'close')));
    expect(sockets.slice(10).some((socket) => socket.destroyed)).toBe(false);
    for (const socket of sockets) socket.destroy();
  });

  test('a connection that was of use is kept for the next request', async () => {
    const url = await listening({ connections: { most: 100, silenceMs: 40 } });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const ask = async () => {
      socket.write('GET /healthz HTTP/1.1\r\nhost: bot\r\n\r\n');
      await once(socket, 'data');
    };
    await ask();
    const [other] = await silentOnes(url, 1);
    await (other && once(other, 'close'));
    await ask();
    socket.destroy();
  });
});

describe('the webhook', () => {
  const path = '/revox/webhook/example-secret';

  test('a hint with the right secret wakes the poller', async () => {
    const wake = vi.fn();
    const url = await listening({ webhook: { secret: 'example-secret', wake } });

    const answer = await fetch(url + path, { method: 'POST', body: '{"call_id":"not looked at"}' });

    expect(answer.status).toBe(202);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  const unknown: [what: string, path: string, method: string][] = [
    ['a wrong secret', '/revox/webhook/example-secrets', 'POST'],
    ['no secret', '/revox/webhook/', 'POST'],
    ['more behind the secret', `${path}/more`, 'POST'],
    ['another method', path, 'GET'],
  ];

  test.each(unknown)('%s finds nothing, and wakes nobody', async (_what, path, method) => {
    const wake = vi.fn();
    const url = await listening({ webhook: { secret: 'example-secret', wake } });

    const answer = await fetch(url + path, { method });
    const nowhere = await fetch(`${url}/nowhere`, { method });

    expect([answer.status, await answer.text()]).toEqual([404, await nowhere.text()]);
    expect(wake).not.toHaveBeenCalled();
  });

  test('without a secret in the settings there is no webhook', async () => {
    const url = await listening({ webhook: null });

    expect((await fetch(`${url}/revox/webhook/null`, { method: 'POST' })).status).toBe(404);
  });

  test('a hundred hints at once wake the poller at once, and once more for what came after', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const wake = vi.fn();
    const url = await listening({ webhook: { secret: 'example-secret', wake } });

    await Promise.all(Array.from({ length: 100 }, () => fetch(url + path, { method: 'POST' })));
    expect(wake).toHaveBeenCalledTimes(1);

    vi.advanceTimersByTime(1000);
    expect(wake).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(10_000);
    expect(wake).toHaveBeenCalledTimes(2);
  });

  test('a body without end is cut off', async () => {
    const socket = await aBodyBegun();
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const feed = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', feed);
    feed();
    socket.resume();

    // However the connection ends: what it was sent last may never be read.
    await new Promise((resolve) => socket.on('close', resolve));
  });

  test('a body that is too long is refused', async () => {
    const socket = await aBodyBegun();
    const bytes = 1_000_001;
    // Nothing after the last byte that is looked at: what is left unread would have the answer thrown away.
    socket.write(`${bytes.toString(16)}\r\n${'x'.repeat(bytes)}`);

    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 /);
  });

  async function aBodyBegun() {
    const url = await listening({ webhook: { secret: 'example-secret', wake: vi.fn() } });
    const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
    socket.write(`POST ${path} HTTP/1.1\r\nhost: bot\r\ntransfer-encoding: chunked\r\n\r\n`);
    return socket;
  }
});

describe('requests from Slack', () => {
  const path = '/slack/events';
  const takeIt = (_request: IncomingMessage, response: ServerResponse) => void response.end('taken');

  test('are handed on with their body unread', async () => {
    const url = await listening({
      slackEvents: async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        response.end(`taken: ${body}`);
      },
    });

    const answer = await fetch(url + path, { method: 'POST', body: 'command=/revox' });

    expect(await answer.text()).toBe('taken: command=/revox');
  });

  test('are taken with a slash at the end too', async () => {
    const url = await listening({ slackEvents: takeIt });

    expect((await fetch(`${url}${path}/`, { method: 'POST' })).status).toBe(200);
  });

  test('find nothing in Socket Mode', async () => {
    const url = await listening({ slackEvents: null });

    expect((await fetch(url + path, { method: 'POST' })).status).toBe(404);
  });

  test('find nothing with another method or path', async () => {
    const url = await listening({ slackEvents: takeIt });

    expect((await fetch(url + path)).status).toBe(404);
    expect((await fetch(`${url}${path}/more`, { method: 'POST' })).status).toBe(404);
  });
});

describe('opening and closing', () => {
  test('a port that is taken is said in a sentence', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };

    const refused = create({ port }).listen();

    await expect(refused).rejects.toThrow(ListenError);
    await expect(refused).rejects.toThrow(
      `port ${port} of 127.0.0.1 is in use by another program: stop it, or set PORT to a free port`,
    );
    other.close();
  });

  test('an address of another machine is said in a sentence', async () => {
    await expect(create({ host: '192.0.2.1' }).listen()).rejects.toThrow(
      'this machine does not have the address 192.0.2.1: set HOST to one it has',
    );
  });

  test('closing lets the request under way finish, and its kept-alive connection go', async () => {
    const asked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<typeof ready>();
    const readiness = () => {
      asked.resolve();
      return release.promise;
    };
    const server = create({ readiness });
    const url = await server.listen();
    const answer = fetch(`${url}/readyz`);
    await asked.promise;

    const closed = server.close(5000);
    release.resolve(ready);

    expect((await answer).status).toBe(200);
    await closed;
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  test('closing does not wait forever', async () => {
    const asked = Promise.withResolvers<void>();
    const readiness = () => {
      asked.resolve();
      return new Promise<typeof ready>(() => undefined);
    };
    const server = create({ readiness });
    const answer = fetch(`${await server.listen()}/readyz`);
    await asked.promise;

    const [, closed] = await Promise.allSettled([answer, server.close(1)]);

    expect(closed.status).toBe('fulfilled');
    await expect(answer).rejects.toThrow();
  });

  test('a server that never listened can be closed', async () => {
    await expect(create().close(1000)).resolves.toBeUndefined();
  });
});

function create(options: Partial<HttpOptions> = {}): ReturnType<typeof createHttpServer> {
  return createHttpServer({
    host: '127.0.0.1',
    port: 0,
    readiness: async () => ready,
    metrics: async () => ({ contentType: 'text/plain', body: '' }),
    webhook: null,
    slackEvents: null,
    metricsToken: null,
    log: createLog({ level: 'info', secrets: [], out: { write: (line) => lines.push(line) } }),
    ...options,
  });
}

async function listening(options: Partial<HttpOptions> = {}): Promise<string> {
  const server = create(options);
  opened.push(server);
  return server.listen();
}

function facts(health: Partial<Health> = {}, others: Partial<ReadinessFacts> = {}): ReadinessFacts {
  return {
    health: healthWith(health),
    trouble: null,
    slack: socket,
    slackAheadMs: null,
    hanging: [],
    now: noon,
    ...others,
  };
}

function healthWith(health: Partial<Health>): Health {
  return {
    version: '0.1.0',
    startedAt: noon - 3_600_000,
    lastGoodPollAt: noon - 20_000,
    lastPollProblem: null,
    pollDueAt: null,
    pollEveryMs: 30_000,
    calls: 100,
    openCalls: 1,
    setAside: 0,
    puzzling: 0,
    untoldCalls: 0,
    waitingMessages: 0,
    parkedMessages: 0,
    oldestWaitingAt: null,
    openIncidents: 0,
    importing: null,
    lastSentAt: null,
    nightlyCopy: null,
    databaseTrouble: null,
    ...health,
  };
}
