import { DatabaseSync } from 'node:sqlite';
import { request } from 'undici';

import { createRevox } from '../src/revox/revox.ts';
import { readerVersion } from '../src/revox/to-call.ts';
import { openDatabase } from '../src/store/database.ts';
import { createReader } from '../src/sync/read-list.ts';
import { saveRead } from '../src/sync/save-read.ts';
import { forkListServer } from './list-process.ts';
import { msOf, ofRounds } from './rounds.ts';
import { atMostTimes, type Row } from './row.ts';
import type { Scale } from './scale.ts';
import { copiedHistory, removeDatabase, scratchPath } from './stored-history.ts';
import { subscribe } from './subscribe.ts';

/** Calls of one transaction, as the import of history and a busy pass have them. */
const pagesPerPass = 8;
const pageSize = 100;

/**
 * Fetch, parse, store, decide and enqueue, beside the least that could keep the same calls: `JSON.parse` and one bare
 * prepared insert a row, in as large transactions, over the same HTTP, into a table that already holds as many.
 */
export async function ingest(scale: Scale): Promise<Row[]> {
  const passes = scale.of(50, 3);
  using stored = await copiedHistory(scale);
  using floor = await openFloor(stored.path);
  const fresh = passes * 3 * pagesPerPass * pageSize;
  using server = await forkListServer(fresh, stored.history.until + 24 * 3_600_000, stored.history.calls);
  await using ours = await openOurs(stored.path, server.baseUrl);

  const kinds = { floor: [] as number[], history: [] as number[], news: [] as number[] };
  for (let pass = 0; pass < passes; pass += 1) {
    const pages = (turn: number) => pagesOf(pass * 3 + turn);
    kinds.floor.push(await msOf(() => floor.keep(server.baseUrl, pages(0))));
    kinds.history.push(await msOf(() => ours.keep(pages(1), { importing: true, firstStartAt: Infinity })));
    kinds.news.push(await msOf(() => ours.keep(pages(2), { importing: false, firstStartAt: 0 })));
  }
  return [
    { figure: 'the floor', ...usPerCall(kinds.floor), unit: 'µs a call' },
    rowOf('history: fetch, parse, store', kinds.history, kinds.floor),
    rowOf('news for two channels: and decide, enqueue', kinds.news, kinds.floor),
  ];
}

function rowOf(figure: string, ours: number[], floor: number[]): Row {
  return {
    figure,
    ...usPerCall(ours),
    unit: 'µs a call',
    floor: usPerCall(floor).value,
    budget: atMostTimes(2),
  };
}

/** Without the first rounds, in which everything is compiled and read into memory for the first time. */
function usPerCall(ms: number[]) {
  const warm = ms.slice(Math.floor(ms.length / 5));
  return ofRounds(warm.map((one) => (one * 1000) / (pagesPerPass * pageSize)));
}

/** From the oldest on, so that every page is one that nobody has read. */
function pagesOf(turn: number): number[] {
  return Array.from({ length: pagesPerPass }, (_, index) => turn * pagesPerPass + index);
}

async function openOurs(path: string, baseUrl: string) {
  const db = openDatabase(`file:${path}`);
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

const columns =
  'id, phone_number, status, result, dial_error, started_at, answered_at, ended_at, end_reason, ended_by, recording_url';

async function openFloor(filled: string) {
  const path = scratchPath();
  const db = new DatabaseSync(path);
  db.exec('pragma journal_mode = wal; pragma synchronous = full');
  db.exec(
    `create table calls (${columns.replace('id,', 'id text primary key,')}, structured_output, transcript)`,
  );
  fillFloor(db, filled);
  const insert = db.prepare(`insert into calls values (${Array(13).fill('?').join()})`);
  return {
    async keep(baseUrl: string, pages: number[]) {
      const texts = [];
      for (const page of pages) texts.push(await fetchPage(baseUrl, page));
      db.exec('begin');
      for (const text of texts) for (const row of JSON.parse(text).calls) insert.run(...valuesOf(row));
      db.exec('commit');
    },
    [Symbol.dispose]() {
      db.close();
      removeDatabase(path);
    },
  };
}

/** As many rows as we have, and as long, or its index would be a small one. */
function fillFloor(db: DatabaseSync, filled: string): void {
  db.exec(`attach '${filled}' as filled`);
  db.exec(`
    insert into calls select ${columns.replaceAll(', ', ', c.').replace('c.recording_url', 'd.recording_url').replace(/^id/, 'c.id')},
    d.structured_output, hex(d.transcript)
    from filled.calls c left join filled.call_details d on d.serial = c.serial
  `);
  db.exec('detach filled');
}

async function fetchPage(baseUrl: string, page: number): Promise<string> {
  const { body } = await request(`${baseUrl}/call?page=${page}&page_size=${pageSize}`);
  return body.text();
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the server sends, taken as it comes, is what makes it a floor.
function valuesOf(row: any) {
  return [
    row.id,
    row.phone_number,
    row.status,
    row.result,
    row.dial_error,
    row.started_at,
    row.answered_at,
    row.ended_at,
    row.end_reason,
    row.ended_by,
    row.recording_url,
    row.structured_output && JSON.stringify(row.structured_output),
    row.transcript && JSON.stringify(row.transcript),
  ];
}
