import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { keepsConnections } from './keeps-connections.ts';
import type { ServedCall } from './revox-calls.ts';
import { deliver, type Fault, json, type Reply, wrongAnswer } from './revox-faults.ts';
import { type ListOptions, listPage } from './revox-list.ts';

export { aCall, calls, endCall, type ServedCall } from './revox-calls.ts';
export type { Fault } from './revox-faults.ts';
export type { ListOptions } from './revox-list.ts';

export interface RevoxServerOptions extends Partial<ListOptions> {
  /** The key it accepts. */
  key?: string;
  /** From old to new: `push` is a new call. */
  calls?: ServedCall[];
}

export interface RecordedRequest {
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** How many requests were under way when it came, itself included. */
  atOnce: number;
}

export interface RevoxServer extends AsyncDisposable {
  /** From old to new. Push to it, change its rows, replace it. */
  calls: ServedCall[];
  /** How it speaks. May be changed while it runs. */
  list: ListOptions;
  key: string;
  /** One per request of any kind, first come first served; `null` is a request that goes well. */
  readonly faults: (Fault | null)[];
  /** Asked when `faults` is empty. */
  faultFor: (request: RecordedRequest) => Fault | null;
  /** Every request, in the order received. */
  readonly requests: RecordedRequest[];
  /** With the path, as in `REVOX_BASE_URL`. */
  readonly baseUrl: string;
  listen(port?: number): Promise<RevoxServer>;
  /** Breaks what is under way. May listen again afterwards, as a server that restarts. */
  close(): Promise<void>;
}

/** A Revox that takes every freedom the reference leaves, and misbehaves when told to. */
export function createRevoxServer(options: RevoxServerOptions = {}): RevoxServer {
  const { calls = [], key = 'sk_test', ...list } = options;
  const http = createServer(keepsConnections, handle);
  const timers = new Set<NodeJS.Timeout>();
  let underWay = 0;
  let port = 0;

  const server: RevoxServer = {
    calls,
    key,
    list: { ...plainList, ...list },
    faults: [],
    faultFor: () => null,
    requests: [],
    get baseUrl() {
      return `http://127.0.0.1:${port}/api`;
    },
    async listen(wanted = port) {
      await new Promise<void>((resolve) => http.listen(wanted, '127.0.0.1', resolve));
      port = (http.address() as AddressInfo).port;
      return server;
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      await closed;
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
  return server;

  function handle(request: IncomingMessage, response: ServerResponse): void {
    underWay += 1;
    response.on('close', () => {
      underWay -= 1;
    });

    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const recorded = { path, query, headers: request.headers, atOnce: underWay };
    server.requests.push(recorded);
    const fault = server.faults.length > 0 ? (server.faults.shift() ?? null) : server.faultFor(recorded);
    deliver(response, wrongAnswer(fault) ?? answer(recorded, fault), fault, later);
  }

  function answer({ path, query, headers }: RecordedRequest, fault: Fault | null): Reply {
    if (headers.authorization !== `Bearer ${server.key}`) return json(401, { error: 'Invalid API key' });
    if (path === '/api/auth-status') return json(200, { status: 'ok' });
    if (path !== '/api/call') return json(404, { error: 'Not found' });

    const shown = fault?.kind === 'other-list' ? fault.arrange([...server.calls]) : server.calls;
    const asked = fault?.kind === 'other-query' ? changed(query, fault.query) : query;
    const page = listPage(shown, asked, server.list);
    return page.kind === 'page' ? json(200, { calls: page.rows }) : json(page.status, { error: page.reason });
  }

  function later(ms: number | undefined, action: () => void): void {
    if (ms !== undefined) timers.add(setTimeout(action, ms));
  }
}

const plainList: ListOptions = {
  pageBase: 0,
  pageZero: 'clamped',
  pastTheEnd: 'empty',
  statusesEncoding: 'repeat',
  otherEncodings: 'ignored',
  pageSizeCap: Number.POSITIVE_INFINITY,
  order: 'newest',
};

function changed(query: URLSearchParams, changes: Record<string, string>): URLSearchParams {
  const changedQuery = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) changedQuery.set(name, value);
  return changedQuery;
}
