import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { judgeOrder } from '../../src/revox/judge-order.ts';
import { createRowSplitter } from '../../src/revox/split-rows.ts';
import { readRow } from '../../src/revox/to-call.ts';
import { syncCalls } from '../../src/sync/sync-calls.ts';
import { openSqlite } from '../support/database.ts';
import { aCall, calls, type ServedCall } from '../support/revox-calls.ts';
import { aScene, idsOf, readAll, requestsOf } from './reading.ts';

/** Their times stay within a few hours, unlike those of as many calls of a minute each. */
function manyCalls(count: number): ServedCall[] {
  const firstAt = Date.UTC(2026, 2, 2, 3);
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(firstAt + index * 100).toISOString();
    return {
      status: 'completed',
      result: 'human',
      phone_number: '+33639980001',
      id: `many-${index}`,
      started_at: at,
      answered_at: at,
      ended_at: at,
    };
  });
}

/** How often everything else had its turn while the work was under way. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let watching = true;
  const count = () => {
    turns += 1;
    if (watching) setImmediate(count);
  };
  setImmediate(count);
  await work();
  watching = false;
  return turns;
}

describe('a list cut into rows as it arrives', () => {
  const beside = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 });

  it('gives the rows that JSON.parse gives, wherever it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        beside,
        beside,
        fc.array(fc.nat()),
        (rows, before, after, cuts) => {
          const answer = { ...without(before), calls: rows, ...without(after) };
          const text = JSON.stringify(answer, null, 1);
          const splitter = createRowSplitter();
          const pieces = cutAt(text, cuts);
          expect(pieces.flatMap((piece) => splitter.push(piece)).map((row) => JSON.parse(row))).toEqual(
            JSON.parse(text).calls,
          );
          expect(splitter.isWhole()).toBe(true);
        },
      ),
    );
  });

  it.each(['{"calls":[{"id":"a"}', '{"calls":[]', '{"calls":{"a":[1]}}', '{"rows":[1]}', '', '[1,2]'])(
    'is not whole when it is %j',
    (text) => {
      const splitter = createRowSplitter();
      splitter.push(text);
      expect(splitter.isWhole()).toBe(false);
    },
  );

  function without({ calls: _, ...rest }: Record<string, unknown>) {
    return rest;
  }

  function cutAt(text: string, cuts: number[]): string[] {
    const places = [...new Set(cuts.map((cut) => cut % text.length))].sort((a, b) => a - b);
    return [0, ...places].map((start, index) => text.slice(start, places[index]));
  }
});

describe('a server that ignores the page size', () => {
  it('is read whole, in pieces between which everything else goes on, and that is said once', async () => {
    const said: unknown[] = [];
    await using scene = await aScene(
      { calls: manyCalls(10_000), fixedSize: 10_000 },
      { onOverfullPage: (page) => said.push(page) },
    );
    let ids: string[] = [];
    const turns = await turnsDuring(async () => {
      ids = await readAll(scene.revox);
    });
    expect(new Set(ids).size).toBe(10_000);
    expect(turns).toBeGreaterThan(10);
    expect(said).toEqual([{ asked: 10, rows: 10_000 }]);
  });

  it('is stored whole in one pass, and everything else goes on meanwhile', async () => {
    await using scene = await aScene({ calls: manyCalls(3_000), fixedSize: 5_000 });
    await using store = await openSqlite();
    const deps = { db: store.db, list: scene.revox, now: () => scene.clock.now, reader: 1 };
    const turns = await turnsDuring(() => syncCalls(deps));
    const { stored } = await store.db
      .selectFrom('calls')
      .select((it) => it.fn.countAll<number>().as('stored'))
      .executeTakeFirstOrThrow();
    expect(stored).toBe(3_000);
    expect(turns).toBeGreaterThan(10);
  });

  it('finds what is new at the head of such a page', async () => {
    await using scene = await aScene({ calls: manyCalls(1_000), fixedSize: 5_000 });
    await scene.revox.readPage(0);
    const fresh = aCall();
    scene.server.calls.push(fresh);
    expect(idsOf(await scene.revox.readPage(0))[0]).toBe(fresh.id);
  });
});

it('the order of a very long page is judged by a sample of it', () => {
  const rows = manyCalls(50_000).map((call) => readRow(call));
  expect(judgeOrder(rows)).toBe('oldest-first');
  expect(judgeOrder(rows.toReversed())).toBe('newest-first');
});

describe('history', () => {
  const sizesOf = (scene: Awaited<ReturnType<typeof aScene>>) =>
    scene.server.requests.map(({ query }) => Number(query.get('page_size')));

  async function readHistory(scene: Awaited<ReturnType<typeof aScene>>): Promise<string[]> {
    return readAll({ ...scene.revox, readPage: (index) => scene.revox.history.readPage(index) });
  }

  it('is read in pages as large as the server gives, ten times faster than page by page of the usual size', async () => {
    await using scene = await aScene({ calls: manyCalls(3_000) }, { pageSize: 100 });
    const usual = await requestsOf(scene, () => readAll(scene.revox));
    const large = await requestsOf(scene, async () => {
      expect(new Set(await readHistory(scene)).size).toBe(3_000);
    });
    expect(large).toBeLessThan(usual / 4);
    expect(Math.max(...sizesOf(scene))).toBe(1_000);
  });

  it('is read whole where the server gives fewer rows than were asked for', async () => {
    await using scene = await aScene({ calls: manyCalls(900), pageSizeCap: 70 }, { pageSize: 100 });
    expect(new Set(await readHistory(scene)).size).toBe(900);
  });

  it('is asked for in smaller pages where a large one is declined', async () => {
    await using scene = await aScene({ calls: manyCalls(900), largestSize: 200 }, { pageSize: 100 });
    await scene.revox.readPage(0);
    expect(new Set(await readHistory(scene)).size).toBe(900);
    expect(sizesOf(scene).at(-1)).toBe(200);
  });

  it('is asked for in smaller pages where a large one does not arrive', async () => {
    await using scene = await aScene({ calls: manyCalls(900) }, { pageSize: 100 });
    await scene.revox.readPage(0);
    scene.server.faultFor = ({ query }) =>
      Number(query.get('page_size')) > 200 ? { kind: 'cut-mid-body' } : null;
    for (const _ of [1000, 500])
      await expect(scene.revox.history.readPage(0)).rejects.toThrow('no whole answer');
    expect(new Set(await readHistory(scene)).size).toBe(900);
    expect(sizesOf(scene).at(-1)).toBe(200);
  });
});

describe('an answer that is compressed though nobody asked for it', () => {
  it.each(['gzip', 'deflate', 'br'] as const)('is read as %s', async (encoding) => {
    await using scene = await aScene({ calls: calls(5) });
    scene.server.faultFor = () => ({ kind: 'packed', encoding });
    expect((await scene.revox.readPage(0)).rows).toHaveLength(5);
  });

  it('is no more than a page may hold when it is unpacked', async () => {
    await using scene = await aScene({ calls: calls(500) }, { maxBodyBytes: 20_000, pageSize: 500 });
    scene.server.faultFor = () => ({ kind: 'packed', encoding: 'gzip' });
    await expect(scene.revox.readPage(0)).rejects.toThrow('more than one page can hold');
  });
});
