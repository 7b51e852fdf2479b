import type { Dialect } from '../../src/revox/dialect.ts';
import { createRevox, type Revox, type RevoxOptions } from '../../src/revox/revox.ts';
import type { CallPage } from '../../src/sync/call-list.ts';
import { createRevoxServer, type RevoxServer, type RevoxServerOptions } from '../support/revox-server.ts';

/** A Revox server and our client of it, with a clock that moves when told and sleeps that take no time. */
export interface Scene extends AsyncDisposable {
  server: RevoxServer;
  revox: Revox;
  clock: { now: number };
  memory: Memory;
  /** Every wait before a quick retry. */
  sleptMs: number[];
  /** The bot stops and starts again. */
  restart(): Promise<void>;
}

interface Memory {
  dialect: Dialect | null;
  saves: number;
}

export async function aScene(
  server: RevoxServerOptions = {},
  options: Partial<RevoxOptions> = {},
): Promise<Scene> {
  const listening = await createRevoxServer(server).listen();
  const clock = { now: Date.UTC(2026, 2, 3, 12) };
  const memory: Memory = { dialect: null, saves: 0 };
  const sleptMs: number[] = [];

  const open = () =>
    createRevox({
      baseUrl: listening.baseUrl,
      apiKey: listening.key,
      pageSize: 10,
      now: () => clock.now,
      sleep: async (ms) => sleptMs.push(ms),
      jitter: () => 0.5,
      loadDialect: async () => structuredClone(memory.dialect),
      async saveDialect(dialect) {
        memory.dialect = structuredClone(dialect);
        memory.saves += 1;
      },
      ...options,
    });

  const scene: Scene = {
    server: listening,
    revox: open(),
    clock,
    memory,
    sleptMs,
    async restart() {
      await scene.revox.close();
      scene.revox = open();
    },
    async [Symbol.asyncDispose]() {
      await scene.revox.close();
      await listening.close();
    },
  };
  return scene;
}

export function idsOf(page: CallPage): string[] {
  return page.rows.map((row) => (row.kind === 'call' ? row.call.id : row.key));
}

/** The ids of every row, page by page, to the end. */
export async function readAll(revox: Revox): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < 1000; index += 1) {
    const page = await revox.readPage(index);
    ids.push(...idsOf(page));
    if (page.last) return ids;
  }
  throw new Error('the list has no end');
}

/** How many requests something takes. */
export async function requestsOf(scene: Scene, work: () => Promise<unknown>): Promise<number> {
  const before = scene.server.requests.length;
  await work();
  return scene.server.requests.length - before;
}
