import { createRevox } from '../src/revox/revox.ts';
import { readerVersion } from '../src/revox/to-call.ts';
import { openDatabase } from '../src/store/engine/database.ts';
import { importHistory } from '../src/sync/import-history.ts';
import { syncCalls } from '../src/sync/sync-calls.ts';
import { forkListServer } from './list-process.ts';
import { percentile } from './rounds.ts';
import type { Figures } from './row.ts';
import { history } from './rows/history.ts';
import { rowText } from './rows/sample-row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';
import { subscribe } from './subscribe.ts';

/** A long history as fast as it goes, while a new call ends before every pass that looks for some. */
export async function importing(scale: Scale, stores: Stores): Promise<Figures> {
  const past = history(scale.of(100_000, 1_000), Date.now() - 60_000);
  using server = await forkListServer(past.calls, past.until);
  await using place = await stores.empty();
  await using db = openDatabase(place.url);
  await subscribe(db);
  const revox = createRevox({
    baseUrl: server.baseUrl,
    apiKey: 'sk_bench',
    loadDialect: async () => null,
    saveDialect: async () => undefined,
  });
  const deps = { db, list: revox, now: Date.now, reader: readerVersion };

  await syncCalls(deps);
  /** Passes of the import between two that look for new calls. */
  const importsPerSync = scale.of(25, 1);
  const waits: number[] = [];
  const syncMs: number[] = [];
  let waiting = 0;
  let mostBytes = 0;
  const startedAt = performance.now();
  for (let pass = 1; ; pass += 1) {
    const { progress } = await importHistory(deps);
    mostBytes = Math.max(mostBytes, process.memoryUsage.rss());
    if (progress.done) break;
    if (pass % importsPerSync !== 0) continue;
    await server.list(rowText(past.calls + pass, Date.now(), 'human'));
    const began = performance.now();
    const { news } = await syncCalls(deps);
    syncMs.push(performance.now() - began);
    waiting = news > 0 ? 0 : waiting + 1;
    waits.push(waiting + 1);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  await revox.close();
  return {
    'rate over 100,000 calls': { value: past.calls / seconds },
    'whole import': { value: seconds },
    'memory at its peak': { value: mostBytes / 1e6 },
    'passes until new calls are news, at worst': { value: Math.max(1, ...waits) },
    'such a pass, p99': { value: percentile(syncMs, 0.99) },
  };
}
