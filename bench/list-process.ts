import { fork } from 'node:child_process';
import { once } from 'node:events';

import { history } from './rows/history.ts';
import { startListServer } from './list-server.ts';

/** The same server in a process of its own, so that it takes no time of whoever reads from it. */
export async function forkListServer(calls: number, until: number): Promise<{ baseUrl: string } & Disposable> {
  const child = fork(import.meta.filename, [String(calls), String(until)]);
  const [baseUrl] = (await once(child, 'message')) as [string];
  return { baseUrl, [Symbol.dispose]: () => void child.kill() };
}

if (process.argv[1] === import.meta.filename) {
  const [calls, until] = process.argv.slice(2).map(Number) as [number, number];
  const server = await startListServer(history(calls, until));
  process.send?.(server.baseUrl);
  process.once('disconnect', () => process.exit());
}
