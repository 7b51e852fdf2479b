import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { History } from './rows/history.ts';

/** A Revox with any number of calls, of which only those that arrive are kept. */
export interface ListServer extends AsyncDisposable {
  /** For `REVOX_BASE_URL`. */
  baseUrl: string;
  /** JSON texts, the newest first. What is put in here is listed above the history. */
  arrived: string[];
  /** When the first question came, by `performance.now()`. */
  firstRequest: Promise<number>;
  /** How many pages were asked for. */
  pages: number;
}

export async function startListServer(history: History): Promise<ListServer> {
  const arrived: string[] = [];
  const { promise: firstRequest, resolve: requested } = Promise.withResolvers<number>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    requested(performance.now());
    response.setHeader('content-type', 'application/json');
    if (pathname !== '/api/call') return response.end('{"status":"ok"}');
    opened.pages += 1;
    response.end(pageText(history, arrived, searchParams));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const opened: ListServer = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    arrived,
    firstRequest,
    pages: 0,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return opened;
}

function pageText(history: History, arrived: string[], query: URLSearchParams): string {
  const size = Math.min(Number(query.get('page_size')), 100);
  const start = Number(query.get('page')) * size;
  const end = Math.min(start + size, arrived.length + history.calls);
  const rows: string[] = [];
  for (let index = start; index < end; index += 1) {
    rows.push(arrived[index] ?? history.row(history.calls - 1 - (index - arrived.length)));
  }
  return `{"calls":[${rows.join(',')}]}`;
}
