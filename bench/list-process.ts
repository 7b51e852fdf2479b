import { fork } from 'node:child_process';
import { once } from 'node:events';

import { startListServer } from './list-server.ts';
import { history } from './rows/history.ts';

export interface ListProcess extends Disposable {
  baseUrl: string;
  /** From now on this row is above all others. */
  list(row: string): Promise<void>;
}

/** The same server in a process of its own, so that it takes no time of whoever reads from it. */
export async function forkListServer(calls: number, until: number, first = 0): Promise<ListProcess> {
  const child = fork(import.meta.filename, [calls, until, first].map(String));
  const [baseUrl] = (await once(child, 'message')) as [string];
  return {
    baseUrl,
    async list(row) {
      child.send(row);
      await once(child, 'message');
    },
    [Symbol.dispose]: () => void child.kill(),
  };
}

if (process.argv[1] === import.meta.filename) {
  const [calls, until, first] = process.argv.slice(2).map(Number) as [number, number, number];
  const server = await startListServer(history(calls, until, first));
  process.on('message', (row: string) => {
    server.arrived.unshift(row);
    process.send?.('listed');
  });
  process.once('disconnect', () => process.exit());
  process.send?.(server.baseUrl);
}
