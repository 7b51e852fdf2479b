import { sql } from 'kysely';

import type { DetailedCall } from '../src/calls/call.ts';
import { bundleNews } from '../src/outbox/bundle-news.ts';
import { deliver } from '../src/outbox/deliver.ts';
import { readRow } from '../src/revox/to-call.ts';
import { sayFrom } from '../src/slack/message-kinds.ts';
import { type Database, openDatabase } from '../src/store/engine/database.ts';
import { eraseBatch } from '../src/store/erasing/retention.ts';
import { importHistory } from '../src/sync/import-history.ts';
import { syncCalls } from '../src/sync/sync-calls.ts';
import { MemoryList } from '../test/support/memory-list.ts';
import { silentLog } from '../test/support/silent-log.ts';
import type { Figures } from './row.ts';
import { rowText } from './rows/sample-row.ts';
import type { Scale } from './scale.ts';
import { sqliteStores } from './sqlite-stores.ts';
import { subscribe } from './subscribe.ts';

const rowsPerPage = 5;
const listed = 200;
const passMs = 30_000;
const passesPerCall = 20;

/** Weeks of passes with a clock that jumps: new calls come in and are told, old ones leave the list and are erased. */
export async function soak(scale: Scale): Promise<Figures> {
  const passes = scale.of(50_000, 170);
  await using place = await sqliteStores.empty();
  await using db = openDatabase(place.url);
  // What memory takes is the same, and a hundred thousand passes wait for no disk.
  await sql`pragma synchronous = off`.execute(db);
  await subscribe(db);
  let time = Date.UTC(2026, 2, 1);
  const now = () => time;
  const list = new MemoryList(rowsPerPage);
  for (let serial = 0; serial < listed; serial += 1) list.put(callAt(serial, time - 1));
  const sync = { db, list, now, reader: 1 };
  while (!(await importHistory(sync)).progress.done) time += 1_000;
  let told = 0;
  const delivery = deliveryTo(db, () => {
    told += 1;
  });

  const heap: number[] = [];
  for (let pass = 0; pass < passes; pass += 1) {
    time += passMs;
    if (pass % passesPerCall === 0) {
      list.put(callAt(listed + pass, time - 1));
      list.rows.shift();
    }
    await syncCalls(sync);
    list.asked.length = 0;
    await bundleNews({ db, now });
    await deliver({
      db,
      now,
      slackClock: { reading: () => ({ at: now(), aheadMs: 0 }), measure: async () => undefined },
      ...delivery,
    });
    if (pass % 100 === 0) await eraseBatch(db, time - 3 * 24 * 3_600_000, time);
    if (pass % Math.ceil(passes / 20) === 0) heap.push(heapInUse());
  }
  const settled = heap.slice(Math.floor(heap.length / 4));
  const growth = (settled.at(-1) as number) - (settled[0] as number);
  return {
    passes: { value: passes },
    'messages posted': { value: told },
    'heap in use at the end': { value: (heap.at(-1) as number) / 1e6 },
    'and grown in the last three quarters by': { value: growth / 1e6 },
  };
}

function heapInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function callAt(serial: number, endedAt: number): DetailedCall {
  const row = readRow(JSON.parse(rowText(serial, endedAt)));
  if (row.kind !== 'call') throw new Error(row.reason);
  return row.call;
}

function deliveryTo(db: Database, accept: () => void) {
  let posted = 0;
  const words = { phoneNumbers: 'masked' as const, timezone: 'UTC' };
  return {
    slack: {
      async post({ channel }: { channel: string }) {
        accept();
        posted += 1;
        return { kind: 'sent' as const, ts: `${posted}.000000`, channel };
      },
      edit: async () => ({ kind: 'edited' as const }),
      find: async () => ({ found: [], unread: null, cursor: null }),
    },
    say: sayFrom(db, () => ({ ...words, now: 0 })),
    log: silentLog,
  };
}
