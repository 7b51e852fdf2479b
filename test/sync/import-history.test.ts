import fc from 'fast-check';
import { expect, it } from 'vitest';
import { correctedFirstStart, firstStart } from '../../src/store/calls/first-start.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { subscribe } from '../../src/store/settings/subscriptions.ts';
import type { CallPage } from '../../src/sync/call-list.ts';
import { importHistory } from '../../src/sync/import-history.ts';
import { syncCalls } from '../../src/sync/sync-calls.ts';
import { openSqlite } from '../support/database.ts';
import { MemoryList, readFailure } from '../support/memory-list.ts';
import { mondayNoon, sampleCall } from '../support/sample-calls.ts';

/** Calls keep ending while it is read, and now and then a page cannot be had. */
class BusyList extends MemoryList {
  clock = mondayNoon;
  ended: string[] = [];
  /** How many calls end before each of the next pages, and which of the next requests fails. */
  comingUp = { endings: [] as number[], failing: null as number | null };
  #requests = 0;

  constructor(history: number) {
    super();
    const old = (index: number) => sampleCall({ id: `old-${index}`, endedAt: mondayNoon - 1 });
    this.put(...Array.from({ length: history }, (_, index) => old(index)));
  }

  expectTurn(endings: number[], failing: number | null): void {
    this.comingUp = { endings: [...endings], failing };
    this.#requests = 0;
    // Long enough for any pause after a failure to be over.
    this.clock += 600_000;
  }

  override async readPage(index: number): Promise<CallPage> {
    this.end(this.comingUp.endings.shift() ?? 0);
    if (this.comingUp.failing === this.#requests++) throw readFailure('unreachable');
    return super.readPage(index);
  }

  end(count: number): void {
    for (let index = 0; index < count; index += 1) {
      const id = `new-${this.ended.length}`;
      this.clock += 1;
      this.ended.push(id);
      this.put(sampleCall({ id, endedAt: this.clock }));
    }
  }
}

const turns = fc.array(
  fc.record({
    runs: fc.constantFrom(syncCalls, importHistory, importHistory),
    endings: fc.nat(25),
    betweenPages: fc.array(fc.nat(6), { maxLength: 12 }),
    failing: fc.option(fc.nat(9)),
  }),
  { maxLength: 12 },
);

it('history is read whole and only what ended since is posted, whatever comes in and fails meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(220), turns, async (history, events) => {
      await using store = await openSqlite();
      const everything = { channel: 'C0CALLS', topic: 'calls', filter: '', options: {} } as const;
      await subscribe(store.db, everything, 'environment', 0);
      const list = new BusyList(history);
      const deps = { db: store.db, list, now: () => list.clock, reader: 1, chance: () => 0 };

      await syncCalls(deps);
      for (const { runs, endings, betweenPages, failing } of events) {
        list.end(endings);
        list.expectTurn(betweenPages, failing);
        await runs(deps);
      }
      list.expectTurn([], null);
      for (let rest = 0; rest < 60 && (await idsOf(store.db)).length < list.rows.length; rest += 1) {
        await syncCalls(deps);
        await importHistory(deps);
      }

      expect(await idsOf(store.db)).toHaveLength(history + list.ended.length);
      expect(await toldIn(store.db)).toEqual(list.ended.toSorted());
    }),
    { numRuns: 25 },
  );
});

async function idsOf(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('calls').select('id').execute();
  return rows.map((row) => row.id);
}

async function toldIn(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('news').select('call_id').execute();
  return rows.map((row) => row.call_id).toSorted();
}

it.each([10 * 60_000, 2 * 3_600_000, 72 * 3_600_000])(
  'with a clock that is %i ms behind that of Revox, a call that ends while history is read is news',
  async (behindMs) => {
    await using store = await openSqlite();
    const { db } = store;
    await subscribe(db, { channel: 'C0CALLS', topic: 'calls', filter: '', options: {} }, 'U1', 0);
    const list = Object.assign(new MemoryList(), { aheadMs: () => -behindMs });
    const now = () => mondayNoon - behindMs;
    list.put(sampleCall({ id: 'old', endedAt: mondayNoon - 60_000 }));
    const deps = { db, list, now, reader: 1 };
    await firstStart(db, now());
    await correctedFirstStart(db, -Math.min(behindMs, 3_600_000), now());
    list.put(sampleCall({ id: 'new', endedAt: mondayNoon + 1_000 }));
    await importHistory(deps);

    const { ended_at, ended_at_estimated } = await db
      .selectFrom('calls')
      .selectAll()
      .where('id', '=', 'new')
      .executeTakeFirstOrThrow();
    expect([ended_at, ended_at_estimated]).toEqual([mondayNoon + 1_000, 0]);
    const news = await db.selectFrom('news').select('call_id').execute();
    expect(news.map((row) => row.call_id)).toContain('new');
  },
);
