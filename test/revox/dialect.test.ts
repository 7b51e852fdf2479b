import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { CallList } from '../../src/sync/call-list.ts';
import { aCall, calls, type Fault, type ListOptions, type ServedCall } from '../support/revox-server.ts';
import { aScene, idsOf, readAll, requestsOf } from './reading.ts';

const hourMs = 3_600_000;

describe('however the server speaks', () => {
  const combinations = ([0, 1] as const).flatMap((pageBase) =>
    (['repeat', 'brackets', 'comma', 'ignored'] as const).flatMap((statusesEncoding) =>
      [3, 7, 1000].flatMap((pageSizeCap) =>
        (['newest', 'oldest'] as const).map((order) => ({ pageBase, statusesEncoding, pageSizeCap, order })),
      ),
    ),
  );

  test.each(combinations)(
    'every call is read, newest first: base $pageBase, $statusesEncoding, $pageSizeCap a page, $order first',
    async (list) => {
      await using scene = await aScene({ ...list, calls: ofEveryStatus(23) });
      const revox: CallList = scene.revox;
      expect(revox).toBe(scene.revox);
      expect(dialledOnly(await readAll(scene.revox), scene.server.calls)).toEqual(
        dialled(scene.server.calls).toReversed(),
      );
      expect(scene.memory.dialect).toMatchObject({
        pageBase: list.pageBase,
        statuses: list.statusesEncoding === 'ignored' ? 'none' : list.statusesEncoding,
        order: `${list.order}-first`,
        fullSize: Math.min(list.pageSizeCap, 10),
      });
    },
  );

  test('nothing is missed on any server, at any size of list, while new calls arrive', async () => {
    await fc.assert(
      fc.asyncProperty(anyList, fc.nat(35), fc.nat(15), async (list, before, after) => {
        await using scene = await aScene({ ...list, calls: ofEveryStatus(before) });
        await scene.revox.readPage(0);
        scene.server.calls.push(...ofEveryStatus(after));
        scene.clock.now += hourMs;
        const read = await readAll(scene.revox);
        expect(new Set(dialledOnly(read, scene.server.calls))).toEqual(new Set(dialled(scene.server.calls)));
      }),
      { numRuns: 30 },
    );
  });

  test('the newest call is always on the first page, as one call after another arrives', async () => {
    await fc.assert(
      fc.asyncProperty(anyList, fc.integer({ min: 1, max: 30 }), async (list, count) => {
        await using scene = await aScene(list);
        for (const call of calls(count)) {
          scene.server.calls.push(call);
          expect(idsOf(await scene.revox.readPage(0))[0]).toBe(call.id);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('whatever goes wrong while it is learned', () => {
  test('an hour after it is over nothing is missed any more', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyList,
        fc.array(anyFault, { maxLength: 25 }),
        fc.nat(35),
        async (list, faults, count) => {
          await using scene = await aScene({ ...list, calls: ofEveryStatus(count) });
          scene.server.faults.push(...faults);
          for (let pass = 0; scene.server.faults.length > 0; pass += 1) {
            await Promise.allSettled([
              scene.revox.readPage(0),
              scene.revox.readPage(1),
              scene.revox.readPage(2),
            ]);
            expect(pass).toBeLessThan(30);
          }
          scene.clock.now += hourMs;
          const read = await readAll(scene.revox);
          expect(new Set(dialledOnly(read, scene.server.calls))).toEqual(
            new Set(dialled(scene.server.calls)),
          );
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('what is learned', () => {
  test('is remembered: after a restart the first page takes one request', async () => {
    await using scene = await aScene({ pageBase: 1, statusesEncoding: 'comma', calls: calls(30) });
    await scene.revox.readPage(0);
    await scene.restart();
    expect(await requestsOf(scene, () => scene.revox.readPage(0))).toBe(1);
  });

  test('is kept for one server only', async () => {
    await using scene = await aScene({ pageBase: 1, calls: calls(30) });
    await scene.revox.readPage(0);
    await using other = await aScene({ pageBase: 0, calls: calls(30) });
    other.memory.dialect = scene.memory.dialect;
    expect(idsOf(await other.revox.readPage(0))[0]).toBe(other.server.calls.at(-1)?.id);
    expect(other.memory.dialect).toMatchObject({ pageBase: 0, server: other.server.baseUrl });
  });

  test.each([{ nonsense: true }, 'text', 7])(
    'is learned again when what was remembered is unreadable: %j',
    async (remembered) => {
      await using scene = await aScene({ calls: calls(3) }, { loadDialect: async () => remembered });
      expect(idsOf(await scene.revox.readPage(0))).toHaveLength(3);
    },
  );

  test('is not saved again while nothing changes', async () => {
    await using scene = await aScene({ calls: calls(30) });
    await scene.revox.readPage(0);
    await scene.revox.readPage(1);
    const { saves } = scene.memory;
    for (const index of [0, 1, 2, 0, 1]) await scene.revox.readPage(index);
    expect(scene.memory.saves).toBe(saves);
  });

  test('takes at most forty requests on the oddest server, its end found included', async () => {
    await using scene = await aScene({
      pageBase: 1,
      statusesEncoding: 'ignored',
      order: 'oldest',
      calls: calls(2000),
    });
    expect(await requestsOf(scene, () => scene.revox.readPage(0))).toBeLessThanOrEqual(40);
  });
});

describe('the number of the first page', () => {
  test.each(['clamped', 'declined', 'empty', 'broken'] as const)(
    'is 1 on a server where page 0 is %s',
    async (pageZero) => {
      await using scene = await aScene({ pageBase: 1, pageZero, calls: calls(25) });
      expect(await readAll(scene.revox)).toHaveLength(25);
      expect(scene.memory.dialect?.pageBase).toBe(1);
    },
  );

  test.each(['clamped', 'declined', 'empty', 'broken'] as const)(
    'is found in a list that starts empty and grows, where page 0 is %s',
    async (pageZero) => {
      await using scene = await aScene({ pageBase: 1, pageZero });
      expect(await scene.revox.readPage(0)).toMatchObject({ rows: [], last: true });
      scene.server.calls.push(...calls(25));
      expect(await readAll(scene.revox)).toHaveLength(25);
    },
  );

  test.each(['empty', 'clamped', 'declined'] as const)(
    'is 0 for a single page, where page 1 is %s',
    async (pastTheEnd) => {
      await using scene = await aScene({ pastTheEnd, calls: calls(4) });
      expect(new Set(await readAll(scene.revox)).size).toBe(4);
      scene.server.calls.push(...calls(20));
      expect(new Set(await readAll(scene.revox)).size).toBe(24);
      expect(scene.memory.dialect?.pageBase).toBe(0);
    },
  );

  test('is not taken for 1 because page 1 once repeated page 0', async () => {
    await using scene = await aScene({ calls: calls(40) });
    scene.server.faults.push({ kind: 'other-query', query: { page: '0' } });
    await scene.revox.readPage(0);
    expect(scene.memory.dialect?.pageBase).toBe(0);
  });

  test('is learned again within the hour when the server moves from 1 to 0', async () => {
    await using scene = await aScene({ pageBase: 1, calls: calls(40) });
    await scene.revox.readPage(0);
    scene.server.list.pageBase = 0;
    scene.clock.now += hourMs;
    expect(idsOf(await scene.revox.readPage(0))[0]).toBe(scene.server.calls.at(-1)?.id);
  });

  test.each(['clamped', 'declined', 'empty'] as const)(
    'is learned again when the server moves from 0 to 1, page 0 %s',
    async (pageZero) => {
      await using scene = await aScene({ calls: calls(40) });
      await scene.revox.readPage(0);
      scene.server.list = { ...scene.server.list, pageBase: 1, pageZero };
      expect(new Set(await readAll(scene.revox)).size).toBe(40);
      expect(scene.memory.dialect?.pageBase).toBe(1);
    },
  );
});

describe('the encoding of statuses', () => {
  const traps = (
    ['declined', 'broken', 'matches-nothing', 'first-value', 'last-value', 'ignored'] as const
  ).flatMap((otherEncodings) =>
    (['repeat', 'brackets', 'comma'] as const).map((statusesEncoding) => ({
      otherEncodings,
      statusesEncoding,
    })),
  );

  test.each(traps)('is $statusesEncoding where any other is $otherEncodings', async (list) => {
    await using scene = await aScene({ ...list, calls: calls(15) });
    scene.server.calls.push(aCall({ status: 'queued' }));
    expect(idsOf(await scene.revox.readPage(0))[0]).toBe(scene.server.calls.at(-2)?.id);
    expect(scene.memory.dialect?.statuses).toBe(list.statusesEncoding);
  });

  test.each(['first-value', 'last-value'] as const)(
    'is none where a server reads the %s only',
    async (otherEncodings) => {
      // No encoding is understood here: brackets and commas are read no better.
      await using scene = await aScene({ statusesEncoding: 'comma', otherEncodings, calls: calls(15) });
      scene.server.faultFor = ({ query }) =>
        query.get('statuses')?.includes(',') ? { kind: 'answer', body: { calls: [] } } : null;
      expect(await readAll(scene.revox)).toHaveLength(15);
      expect(scene.memory.dialect?.statuses).toBe('none');
    },
  );

  test('names every state in which an order can have been dialled', async () => {
    await using scene = await aScene({ calls: calls(3) });
    await scene.revox.readPage(0);
    expect(scene.server.requests.at(-1)?.query.getAll('statuses')).toEqual([
      'completed',
      'errored',
      'calling',
      'scheduled',
      'cancelled',
    ]);
  });

  test('waits for a call that ended, and every call is seen meanwhile', async () => {
    await using scene = await aScene({ calls: [aCall({ status: 'queued' }), aCall({ status: 'ongoing' })] });
    expect(idsOf(await scene.revox.readPage(0))).toHaveLength(2);
    expect(scene.memory.dialect?.statuses).toBeNull();
    scene.server.calls.push(aCall());
    expect(idsOf(await scene.revox.readPage(0))).toHaveLength(2);
    expect(scene.memory.dialect?.statuses).toBe('repeat');
  });

  test('is dropped within the hour when the server begins to hide calls under it', async () => {
    await using scene = await aScene({ calls: calls(6) });
    await scene.revox.readPage(0);
    scene.server.list = { ...scene.server.list, statusesEncoding: 'comma', otherEncodings: 'last-value' };
    scene.server.calls.push(aCall({ orderState: 'cancelled' }));
    scene.clock.now += hourMs;
    expect(idsOf(await scene.revox.readPage(0))).toHaveLength(7);
    expect(scene.memory.dialect?.statuses).toBe('comma');
  });

  test('is learned again at once when the server begins to decline it, or finds nothing under it', async () => {
    for (const otherEncodings of ['declined', 'matches-nothing'] as const) {
      await using scene = await aScene({ calls: calls(6) });
      await scene.revox.readPage(0);
      scene.server.list = { ...scene.server.list, statusesEncoding: 'brackets', otherEncodings };
      expect(idsOf(await scene.revox.readPage(0))).toHaveLength(6);
      expect(scene.memory.dialect?.statuses).toBe('brackets');
    }
  });

  test('is not asked for again for a while when learning it was interrupted, and the page is read all the same', async () => {
    await using scene = await aScene({ calls: calls(6) });
    scene.server.faultFor = ({ query }) => (query.has('statuses') ? { kind: 'status', status: 429 } : null);
    expect(idsOf(await scene.revox.readPage(0))).toHaveLength(6);
    expect(await requestsOf(scene, () => scene.revox.readPage(0))).toBe(1);
    scene.server.faultFor = () => null;
    scene.clock.now += hourMs;
    await scene.revox.readPage(0);
    expect(scene.memory.dialect?.statuses).toBe('repeat');
  });
});

describe('the size of a page', () => {
  test('is what a capped page really held', async () => {
    await using scene = await aScene({ pageSizeCap: 4, calls: calls(10) });
    await scene.revox.readPage(0);
    expect(await scene.revox.readPage(1)).toMatchObject({ size: 4, last: false });
  });

  test('follows when the server changes its cap', async () => {
    await using scene = await aScene({ pageSizeCap: 4, calls: calls(30) });
    await readAll(scene.revox);
    scene.server.list.pageSizeCap = 6;
    expect((await scene.revox.readPage(0)).size).toBe(6);
    scene.server.list.pageSizeCap = 3;
    await readAll(scene.revox);
    expect((await scene.revox.readPage(0)).size).toBe(3);
  });

  test('is asked smaller where the wanted one is declined', async () => {
    await using scene = await aScene({ largestSize: 20, calls: calls(45) }, { pageSize: 100 });
    expect(await readAll(scene.revox)).toHaveLength(45);
    expect(scene.server.requests.at(-1)?.query.get('page_size')).toBe('20');
  });
});

describe('the order of the list', () => {
  test('is newest first as long as no row has a time', async () => {
    const timeless = calls(25, { started_at: {}, answered_at: {}, ended_at: {} });
    await using scene = await aScene({ calls: timeless });
    expect(await readAll(scene.revox)).toEqual(timeless.map((call) => call.id).toReversed());
  });

  test('is judged within the hour when times appear', async () => {
    await using scene = await aScene({
      order: 'oldest',
      calls: calls(25, { started_at: {}, answered_at: {}, ended_at: {} }),
    });
    await scene.revox.readPage(0);
    expect(scene.memory.dialect?.order).toBeNull();
    scene.server.calls = calls(25);
    scene.clock.now += hourMs;
    expect(idsOf(await scene.revox.readPage(0))[0]).toBe(scene.server.calls.at(-1)?.id);
  });

  test.each(['newest', 'oldest'] as const)(
    'is learned again when the server turns its list, %s first before',
    async (order) => {
      await using scene = await aScene({ order, calls: calls(47) });
      await scene.revox.readPage(0);
      scene.server.list.order = order === 'newest' ? 'oldest' : 'newest';
      await scene.revox.readPage(0);
      await scene.revox.readPage(1);
      expect(idsOf(await scene.revox.readPage(0))[0]).toBe(scene.server.calls.at(-1)?.id);
    },
  );

  test('is not turned by one page whose calls waited long before they were dialled', async () => {
    const early = calls(40);
    const late = calls(10);
    await using scene = await aScene({ calls: [...early, ...late.toReversed()] });
    expect(idsOf(await scene.revox.readPage(0))[0]).toBe(late[0]?.id);
    expect(scene.memory.dialect?.order).toBe('newest-first');
    expect(await requestsOf(scene, () => scene.revox.readPage(0))).toBe(1);
  });
});

describe('an oldest-first list', () => {
  test.each([
    { rows: 95, requests: 1 },
    { rows: 100, requests: 2 },
  ])('of $rows rows is read from its end in $requests request(s) at rest', async ({ rows, requests }) => {
    await using scene = await aScene({ order: 'oldest', calls: calls(rows) });
    await scene.revox.readPage(0);
    expect(await requestsOf(scene, () => scene.revox.readPage(0))).toBe(requests);
  });

  test('that grew by several pages is read without asking twice for what was met on the way', async () => {
    await using scene = await aScene({ order: 'oldest', calls: calls(95) });
    await scene.revox.readPage(0);
    const fresh = calls(33);
    scene.server.calls.push(...fresh);
    const seen = new Set<string>();
    const asked = await requestsOf(scene, async () => {
      for (const index of [0, 1, 2, 3])
        for (const id of idsOf(await scene.revox.readPage(index))) seen.add(id);
    });
    expect([...seen]).toEqual(expect.arrayContaining(fresh.map((call) => call.id)));
    expect(asked).toBeLessThanOrEqual(8);
  });

  test('that shrank is read from its new end', async () => {
    await using scene = await aScene({ order: 'oldest', calls: calls(200) });
    await scene.revox.readPage(0);
    scene.server.calls.splice(0, 120);
    expect(idsOf(await scene.revox.readPage(0))[0]).toBe(scene.server.calls.at(-1)?.id);
    scene.server.calls.splice(0);
    expect(await scene.revox.readPage(0)).toMatchObject({ rows: [], last: true });
  });

  test('that repeats its last page past the end is read once', async () => {
    for (const rows of [95, 100]) {
      await using scene = await aScene({ order: 'oldest', pastTheEnd: 'clamped', calls: calls(rows) });
      expect(await readAll(scene.revox)).toEqual(scene.server.calls.map((call) => call.id).toReversed());
    }
  });
});

const anyList: fc.Arbitrary<Partial<ListOptions>> = fc.record({
  pageBase: fc.constantFrom(0, 1),
  pageZero: fc.constantFrom('clamped', 'declined', 'empty', 'broken'),
  pastTheEnd: fc.constantFrom('empty', 'clamped', 'declined'),
  statusesEncoding: fc.constantFrom('repeat', 'brackets', 'comma', 'ignored'),
  otherEncodings: fc.constantFrom(
    'ignored',
    'declined',
    'broken',
    'matches-nothing',
    'first-value',
    'last-value',
  ),
  pageSizeCap: fc.constantFrom(1, 2, 3, 7, 1000),
  order: fc.constantFrom('newest', 'oldest'),
});

const anyFault: fc.Arbitrary<Fault | null> = fc.constantFrom<(Fault | null)[]>(
  null,
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 400 },
  { kind: 'cut-mid-body' },
  { kind: 'html' },
  { kind: 'answer', body: { calls: [] } },
  { kind: 'other-query', query: { page: '0' } },
  { kind: 'other-query', query: { page: '1' } },
  { kind: 'other-list', arrange: (list) => list.toReversed() },
  { kind: 'other-list', arrange: (list) => list.slice(0, list.length / 2) },
);

function ofEveryStatus(count: number): ServedCall[] {
  const statuses = ['completed', 'error', 'queued', 'ongoing'];
  return Array.from({ length: count }, (_, index) => aCall({ status: statuses[index % statuses.length] }));
}

function dialled(served: ServedCall[]): string[] {
  return served.filter((call) => call.status !== 'queued').map((call) => call.id);
}

function dialledOnly(read: string[], served: ServedCall[]): string[] {
  const ids = new Set(dialled(served));
  return read.filter((id) => ids.has(id));
}
