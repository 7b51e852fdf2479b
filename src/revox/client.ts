import { setTimeout as wait } from 'node:timers/promises';
import { type Dispatcher, errors, Pool } from 'undici';
import type { Instant } from '../calls/call.ts';
import { RevoxError } from './errors.ts';
import { type Body, readBody } from './read-body.ts';
import { refusalOf, refusalOfProxy, single, unpacked } from './refusal.ts';

export interface ClientOptions {
  /** `https://www.getrevox.com/api`: the path counts. */
  baseUrl: string;
  apiKey: string;
  /** For a whole answer, headers and body. */
  timeoutMs?: number;
  maxBodyBytes?: number;
  /** The way to Revox where it is not direct, for example a proxy. Its creator closes it. */
  dispatcher?: Dispatcher | null;
  now?: () => Instant;
  sleep?: (ms: number) => Promise<unknown>;
  /** From 0 to 1. */
  jitter?: () => number;
}

export interface Client {
  /** @throws RevoxError */
  get(path: string, query?: URLSearchParams): Promise<Body>;
  /** How far our clock is ahead of that of Revox, by its last answer; null before its first answer with a date. */
  aheadMs(): number | null;
  close(): Promise<void>;
}

/** Enough for a dropped connection or a restarting server; anything longer is for the next pass to wait out. */
const quickRetries = 2;

/** Speaks HTTP to Revox, one request at a time. */
export function createClient(options: ClientOptions): Client {
  const { baseUrl, apiKey, timeoutMs = 10_000, maxBodyBytes = 256 * 1024 * 1024 } = options;
  const { now = Date.now, sleep = wait, jitter = Math.random } = options;

  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/+$/, '');
  const pool = new Pool(origin, { connections: 1, maxResponseSize: maxBodyBytes });
  const way = options.dispatcher ?? pool;
  const inTurn = createTurns();
  let aheadMs: number | null = null;
  const headers = {
    authorization: `Bearer ${apiKey}`,
    accept: 'application/json',
    'user-agent': 'revox-for-slack',
  };

  return {
    get: (path, query) => inTurn(() => getPatiently(`${prefix}${path}${query ? `?${query}` : ''}`)),
    // A read can be dropped at any point, so nothing is gained by waiting for the one in flight.
    aheadMs: () => aheadMs,
    close: () => pool.destroy(),
  };

  async function getPatiently(path: string): Promise<Body> {
    const giveUpAt = now() + timeoutMs;
    for (let retry = 0; ; retry += 1) {
      try {
        return await getOnce(path);
      } catch (error) {
        if (!mayPassQuickly(error) || retry === quickRetries || now() >= giveUpAt || pool.destroyed)
          throw error;
        await sleep(200 * 2 ** retry * (0.5 + jitter()));
      }
    }
  }

  async function getOnce(path: string): Promise<Body> {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      // undici follows no redirect by default: the key goes to this origin only.
      const response = await way.request({ origin, method: 'GET', path, headers, signal });
      aheadMs = aheadOf(single(response.headers.date), now()) ?? aheadMs;
      if (response.statusCode !== 200) throw await refusalOf(response, origin, now());
      const encoding = single(response.headers['content-encoding']);
      return await readBody(unpacked(response.body, encoding), maxBodyBytes);
    } catch (error) {
      throw asRevoxError(error);
    }
  }
}

function mayPassQuickly(error: unknown): boolean {
  if (!(error instanceof RevoxError) || error.retryAfterMs !== null) return false;
  return error.reason === 'unreachable' || error.reason === 'server-error';
}

function asRevoxError(error: unknown): unknown {
  if (error instanceof RevoxError || error instanceof errors.InvalidArgumentError) return error;
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    return new RevoxError('unexpected-shape', 'Revox answered with more than one page can hold.');
  }
  const refusal = refusalOfProxy(error);
  if (refusal !== null) return refusal;
  const code = codeOf(error);
  // Parser errors carry the bytes they choked on, so only the code is kept.
  return new RevoxError('unreachable', `Revox gave no whole answer (${code}).`, { cause: new Error(code) });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** The header counts whole seconds. */
function aheadOf(date: string | undefined, now: Instant): number | null {
  const theirs = Date.parse(date ?? '') + 500;
  return Number.isNaN(theirs) ? null : now - theirs;
}

/** Runs one piece of work at a time, in the order asked, whether or not the one before succeeded. */
export function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let turn: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = turn.then(work);
    turn = Promise.allSettled([result]);
    return result;
  };
}
