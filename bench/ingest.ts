import { request } from 'undici';

import { createRevox } from '../src/revox/revox.ts';
import { readerVersion } from '../src/revox/to-call.ts';
import { openDatabase } from '../src/store/engine/database.ts';
import { createReader } from '../src/sync/read-list.ts';
import { saveRead } from '../src/sync/save-read.ts';
import { forkListServer } from './list-process.ts';
import { msOf, ofRounds } from './rounds.ts';
import type { Figures, Measured } from './row.ts';
import type { Scale } from './scale.ts';
import { type Floor, type FloorRow, floorColumns, type Stores } from './stores.ts';
import { subscribe } from './subscribe.ts';

/** Of one transaction, as the import of history and a busy pass have them. */
const pagesAtOnce = 8;
const pageSize = 100;

/**
 * Fetch, parse, store, decide and enqueue, beside the least that could keep the same calls: `JSON.parse` and one bare
 * prepared insert a row, in as large transactions, over the same HTTP, into a table that already holds as many.
 */
export async function ingest(scale: Scale, stores: Stores): Promise<Figures> {
  const passes = scale.of(30, 3);
  const pagesPerPass = scale.of(pagesAtOnce, 1);
  await using stored = await stores.copied(scale);
  await using floor = await stores.openFloor(stored);
  const fresh = passes * 3 * pagesPerPass * pageSize;
  using server = await forkListServer(fresh, stored.history.until + 24 * 3_600_000, stored.history.calls);
  await using ours = await openOurs(stored.url, server.baseUrl);

  const kinds = { floor: [] as number[], history: [] as number[], news: [] as number[] };
  for (let pass = 0; pass < passes; pass += 1) {
    const pages = (turn: number) => pagesOf(pass * 3 + turn, pagesPerPass);
    kinds.floor.push(await msOf(() => keepBarely(floor, server.baseUrl, pages(0))));
    kinds.history.push(await msOf(() => ours.keep(pages(1), { importing: true, firstStartAt: Infinity })));
    kinds.news.push(await msOf(() => ours.keep(pages(2), { importing: false, firstStartAt: 0 })));
  }
  const usPerCall = (ms: number[]) => perCall(ms, pagesPerPass * pageSize);
  const floorUs = usPerCall(kinds.floor);
  const besideFloor = (ms: number[]) => ({ ...usPerCall(ms), floor: floorUs.value });
  return {
    'the floor': floorUs,
    'history: fetch, parse, store': besideFloor(kinds.history),
    'news for two channels: and decide, enqueue': besideFloor(kinds.news),
  };
}

/** Without the first rounds, in which everything is compiled and read into memory for the first time. */
function perCall(ms: number[], calls: number): Measured {
  const warm = ms.slice(Math.floor(ms.length / 5));
  return ofRounds(warm.map((one) => (one * 1000) / calls));
}

/** From the oldest on, so that every page is one that nobody has read. */
function pagesOf(turn: number, pagesPerPass: number): number[] {
  return Array.from({ length: pagesPerPass }, (_, index) => turn * pagesPerPass + index);
}

async function openOurs(url: string, baseUrl: string) {
  const db = openDatabase(url);
  await subscribe(db);
  const revox = createRevox({
    baseUrl,
    apiKey: 'sk_bench',
    loadDialect: async () => null,
    saveDialect: async () => undefined,
  });
  return {
    async keep(pages: number[], rules: { importing: boolean; firstStartAt: number }) {
      const reader = createReader(db, revox, Date.now);
      for (const page of pages) await reader.readPage(page);
      const found = reader.found();
      await db
        .transaction()
        .execute((tx) => saveRead(tx, found, { now: Date.now(), reader: readerVersion, ...rules }));
    },
    async [Symbol.asyncDispose]() {
      await revox.close();
      await db.destroy();
    },
  };
}

async function keepBarely(floor: Floor, baseUrl: string, pages: number[]): Promise<void> {
  const texts = [];
  for (const page of pages) texts.push(await fetchPage(baseUrl, page));
  await floor.insert(texts.flatMap((text) => JSON.parse(text).calls.map(valuesOf)));
}

async function fetchPage(baseUrl: string, page: number): Promise<string> {
  const { body } = await request(`${baseUrl}/call?page=${page}&page_size=${pageSize}`);
  return body.text();
}

/** Whatever the server sends, taken as it comes, is what makes it a floor. */
function valuesOf(row: Record<string, unknown>): FloorRow {
  const inColumn = (value: unknown) =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  return floorColumns.map((name) => inColumn(row[name]) ?? null) as FloorRow;
}
