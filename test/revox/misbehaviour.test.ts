import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';

import { RevoxError } from '../../src/revox/errors.ts';
import { calls, createRevoxServer, type Fault } from '../support/revox-server.ts';
import { aScene, idsOf, readAll } from './reading.ts';

const noWait = { reason: 'server-error', retryAfterMs: null };
const seconds = 1000;

/** The answer, and what the pass is told; `asked` counts requests, the quick retries included. */
const misbehaviours: { answer: string; fault: Fault; told: object; asked: number }[] = [
  // The server asks for peace: no quick retry.
  {
    answer: '429 for 7 seconds',
    fault: refusal(429, '7'),
    told: { reason: 'rate-limited', retryAfterMs: 7 * seconds },
    asked: 1,
  },
  {
    answer: '429 without a time',
    fault: refusal(429),
    told: { reason: 'rate-limited', retryAfterMs: null },
    asked: 1,
  },
  {
    answer: '503 for a minute',
    fault: refusal(503, '60'),
    told: { reason: 'server-error', retryAfterMs: 60 * seconds },
    asked: 1,
  },
  // It may be over in a moment: two quick retries.
  { answer: '500', fault: refusal(500), told: { ...noWait, status: 500 }, asked: 3 },
  { answer: '502', fault: refusal(502), told: { ...noWait, status: 502 }, asked: 3 },
  { answer: '408', fault: refusal(408), told: { ...noWait, status: 408 }, asked: 3 },
  {
    answer: 'a connection cut at once',
    fault: { kind: 'cut-before' },
    told: { reason: 'unreachable', status: null },
    asked: 3,
  },
  {
    answer: 'a connection cut mid-body',
    fault: { kind: 'cut-mid-body' },
    told: { reason: 'unreachable' },
    asked: 3,
  },
  // Somebody has to change the key.
  { answer: '401', fault: refusal(401), told: { reason: 'unauthorised', status: 401 }, asked: 1 },
  {
    answer: '403',
    fault: { ...refusal(403), body: '{"error":"Forbidden"}' } as Fault,
    told: { reason: 'unauthorised', status: 403 },
    asked: 1,
  },
  // Something stands in between.
  {
    answer: '403 with a web page',
    fault: { kind: 'html', status: 403 },
    told: { reason: 'blocked', status: 403, message: expect.stringContaining('HTTP 403 from 127.0.0.1') },
    asked: 1,
  },
  { answer: '403 without a word', fault: refusal(403), told: { reason: 'blocked', status: 403 }, asked: 1 },
  {
    answer: '402',
    fault: refusal(402),
    told: { reason: 'unpaid', message: expect.stringContaining('plan and credit') },
    asked: 1,
  },
  {
    answer: '308',
    fault: { kind: 'status', status: 308, headers: { location: 'https://new.example.com/api/call?key=k' } },
    told: {
      reason: 'unexpected-shape',
      message:
        'Revox sends us to https://new.example.com (HTTP 308): put the new address into REVOX_BASE_URL.',
    },
    asked: 1,
  },
  // It is not the network's fault: asking again at once would bring the same.
  { answer: 'truncated JSON', fault: { kind: 'truncated' }, told: { reason: 'unexpected-shape' }, asked: 1 },
  { answer: 'a web page', fault: { kind: 'html' }, told: { reason: 'unexpected-shape' }, asked: 1 },
  { answer: 'nothing', fault: { kind: 'answer', body: '' }, told: { reason: 'unexpected-shape' }, asked: 1 },
  { answer: '{}', fault: { kind: 'answer', body: {} }, told: { reason: 'unexpected-shape' }, asked: 1 },
  { answer: 'null', fault: { kind: 'answer', body: null }, told: { reason: 'unexpected-shape' }, asked: 1 },
  {
    answer: '{"calls":null}',
    fault: { kind: 'answer', body: { calls: null } },
    told: { reason: 'unexpected-shape' },
    asked: 1,
  },
  {
    answer: '{"calls":{}}',
    fault: { kind: 'answer', body: { calls: {} } },
    told: { reason: 'unexpected-shape' },
    asked: 1,
  },
  { answer: '204', fault: refusal(204), told: { reason: 'unexpected-shape', status: 204 }, asked: 1 },
];

describe('a list that does not come', () => {
  test.each(misbehaviours)(
    '$answer is said as it is, and over when it is over',
    async ({ fault, told, asked }) => {
      await using scene = await aScene({ calls: calls(3) });
      await scene.revox.readPage(0);
      const before = scene.server.requests.length;
      scene.server.faultFor = () => fault;

      const error = await problemOf(scene.revox.readPage(0));
      expect(error).toMatchObject({ name: 'RevoxError', ...told });
      expect(scene.server.requests.length - before).toBe(asked);

      scene.server.faultFor = () => null;
      expect(idsOf(await scene.revox.readPage(0))).toHaveLength(3);
    },
  );

  test('a server that declines every question is reported after it was asked in every way', async () => {
    await using scene = await aScene({ calls: calls(3) });
    scene.server.faultFor = () => refusal(400);
    expect(await problemOf(scene.revox.readPage(0))).toMatchObject({
      reason: 'request-refused',
      status: 400,
    });
    expect(scene.server.requests.length).toBeLessThanOrEqual(8);
  });

  test('a wrong path is reported at once', async () => {
    await using scene = await aScene();
    scene.server.faultFor = () => refusal(404);
    expect(await problemOf(scene.revox.readPage(0))).toMatchObject({
      reason: 'request-refused',
      status: 404,
    });
    expect(scene.server.requests).toHaveLength(2);
  });

  test('a server that is not there is unreachable, and found again when it is back', async () => {
    await using scene = await aScene({ calls: calls(3) });
    await scene.server.close();
    expect(await problemOf(scene.revox.readPage(0))).toMatchObject({ reason: 'unreachable' });
    await scene.server.listen();
    expect(idsOf(await scene.revox.readPage(0))).toHaveLength(3);
  });

  test.each(['slow-headers', 'slow-body'] as const)(
    'an answer with %s is not waited for longer than the limit',
    async (kind) => {
      await using scene = await aScene({ calls: calls(3) }, { timeoutMs: 60, now: Date.now });
      scene.server.faultFor = () => ({ kind });
      expect(await problemOf(scene.revox.readPage(0))).toMatchObject({ reason: 'unreachable' });
      // No retry begins once the time of one answer is used up.
      expect(scene.server.requests.length).toBe(1);
    },
  );

  test('an answer larger than any page is not read to its end', async () => {
    await using scene = await aScene({}, { maxBodyBytes: 10_000 });
    scene.server.faultFor = () => ({ kind: 'answer', body: { calls: [], padding: 'x'.repeat(20_000) } });
    expect(await problemOf(scene.revox.readPage(0))).toMatchObject({ reason: 'unexpected-shape' });
  });

  test('a moment of trouble is bridged by a quick retry, a little later each time', async () => {
    await using scene = await aScene({ calls: calls(3) });
    await scene.revox.readPage(0);
    scene.server.faults.push({ kind: 'cut-before' }, refusal(502));
    expect(idsOf(await scene.revox.readPage(0))).toHaveLength(3);
    expect(scene.sleptMs).toEqual([200, 400]);
  });
});

describe('pages that lie', () => {
  test('a page that once repeats the one before is asked for again', async () => {
    await using scene = await aScene({ calls: calls(35) });
    await scene.revox.readPage(0);
    await scene.revox.readPage(1);
    scene.server.faults.push({ kind: 'other-query', query: { page: '1' } });
    expect(idsOf(await scene.revox.readPage(2))).toEqual(ids(scene.server.calls.slice(5, 15)).toReversed());
  });

  test.each(['newest', 'oldest'] as const)(
    'a server that repeats its last page forever comes to an end, %s first',
    async (order) => {
      await using scene = await aScene({ order, pastTheEnd: 'clamped', calls: calls(40) });
      const read = await readAll(scene.revox);
      expect(new Set(read)).toEqual(new Set(ids(scene.server.calls)));
      expect(read.length).toBeLessThanOrEqual(50);
    },
  );

  test('rows that swap between pages do not change what is known of the server', async () => {
    await using scene = await aScene({ calls: calls(40) });
    await scene.revox.readPage(0);
    const { dialect } = scene.memory;
    scene.server.faultFor = ({ query }) => ({
      kind: 'other-list',
      arrange: (list) => (query.get('page') === '0' ? swap(list, 33, 26) : swap(list, 27, 32)),
    });
    await readAll(scene.revox);
    expect(scene.memory.dialect).toEqual({ ...dialect, fullSize: 10 });
  });

  test('a list whose pages never end is not searched forever', async () => {
    await using scene = await aScene({ order: 'oldest', calls: calls(40) });
    scene.server.faultFor = ({ query }) => ({
      kind: 'answer',
      body: { calls: endlessPage(Number(query.get('page'))) },
    });
    expect(await problemOf(scene.revox.readPage(0))).toMatchObject({ reason: 'unexpected-shape' });
    expect(scene.server.requests.length).toBeLessThan(60);
  });
});

test('how far our clock is ahead of that of Revox is known from its answers', async () => {
  await using scene = await aScene({ calls: calls(3) }, { now: () => Date.now() + 600_000 });
  expect(scene.revox.aheadMs()).toBeNull();
  await scene.revox.readPage(0);
  expect(Math.abs((scene.revox.aheadMs() ?? 0) - 600_000)).toBeLessThan(30_000);
});

describe('the key', () => {
  const key = 'sk_test_very_secret';

  test('goes with each request, and nowhere else', async () => {
    await using elsewhere = await createRevoxServer({ key }).listen();
    await using scene = await aScene({ key, calls: calls(3) });
    await scene.revox.readPage(0);
    expect(scene.server.requests.map(({ headers }) => headers.authorization)).toEqual(
      scene.server.requests.map(() => `Bearer ${key}`),
    );

    scene.server.faultFor = () => ({ kind: 'redirect', to: `${elsewhere.baseUrl}/call` });
    expect(await problemOf(scene.revox.readPage(0))).toMatchObject({
      reason: 'unexpected-shape',
      status: 302,
    });
    expect(await problemOf(scene.revox.checkKey())).toMatchObject({
      reason: 'unexpected-shape',
      status: 302,
    });
    expect(elsewhere.requests).toEqual([]);
  });

  test('is accepted or refused by its own question', async () => {
    await using scene = await aScene();
    await scene.revox.checkKey();
    expect(scene.server.requests[0]?.path).toBe('/api/auth-status');
    scene.server.key = 'sk_another';
    expect(await problemOf(scene.revox.checkKey())).toMatchObject({ reason: 'unauthorised', status: 401 });
  });

  test.each([
    ...misbehaviours,
    {
      answer: 'half a header',
      fault: { kind: 'status', status: 200, headers: { 'content-length': '5' }, body: 'phone +33639980001' },
    },
  ] satisfies { answer: string; fault: Fault }[])(
    'is in no error, nor is a number or a word of the answer: $answer',
    async ({ fault }) => {
      await using scene = await aScene({
        key,
        calls: calls(3, { phone_number: '+33639980001', end_reason: 'a secret reason' }),
      });
      await scene.revox.readPage(0);
      scene.server.faultFor = () => fault;
      const error = await problemOf(scene.revox.readPage(0));
      const shown =
        inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error) + String(error.cause);
      expect(shown).not.toMatch(/very_secret|39980001|secret reason|doctype/);
    },
  );
});

describe('one request at a time', () => {
  test('no matter who reads and what else is asked', async () => {
    await using scene = await aScene({ calls: calls(30) });
    await Promise.all(
      [0, 1, 2, 0].map((index) => scene.revox.readPage(index)).concat([scene.revox.readPage(2)]),
    );
    await Promise.all([scene.revox.readPage(0), scene.revox.checkKey(), scene.revox.readPage(1)]);
    expect(scene.server.requests.filter(({ atOnce }) => atOnce > 1)).toEqual([]);
  });

  test('a reader that fails does not stop the next', async () => {
    await using scene = await aScene({ calls: calls(3) });
    await scene.revox.readPage(0);
    scene.server.faults.push(refusal(401));
    const [failed, fine] = await Promise.allSettled([scene.revox.readPage(0), scene.revox.readPage(0)]);
    expect([failed.status, fine.status]).toEqual(['rejected', 'fulfilled']);
  });

  test('closing breaks off what is under way, without another try', async () => {
    await using scene = await aScene({ calls: calls(3) });
    scene.server.faultFor = () => ({ kind: 'slow-headers' });
    const reading = problemOf(scene.revox.readPage(0));
    await until(() => scene.server.requests.length === 1);
    await scene.revox.close();
    expect(await reading).toMatchObject({ reason: 'unreachable' });
    expect(scene.sleptMs).toEqual([]);
  });
});

function refusal(status: number, retryAfter?: string): Fault {
  return { kind: 'status', status, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } };
}

async function problemOf(asked: Promise<unknown>): Promise<RevoxError> {
  const error = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RevoxError)) throw new Error('no RevoxError came', { cause: error });
  return error;
}

function ids(served: { id: string }[]): string[] {
  return served.map(({ id }) => id);
}

function swap<T>(list: T[], one: number, other: number): T[] {
  const swapped = [...list];
  [swapped[one], swapped[other]] = [list[other] as T, list[one] as T];
  return swapped;
}

/** Ten rows of a list that grows older with every page, without end. */
function endlessPage(page: number): object[] {
  return Array.from({ length: 10 }, (_, row) => ({
    id: `${page}-${row}`,
    status: 'completed',
    started_at: new Date(Date.UTC(2026, 0) + (page % 1e6) * 60_000 + row).toISOString(),
  }));
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
