import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Dispatcher, errors } from 'undici';
import type { Instant } from '../calls/call.ts';
import { dayMs } from '../calls/time/durations.ts';
import { problemOf, RevoxError } from './errors.ts';

/** What an answer other than 200 means, in a sentence that says who has to do what. */
export async function refusalOf(
  response: Dispatcher.ResponseData,
  origin: string,
  now: Instant,
): Promise<RevoxError> {
  const { statusCode: status, headers } = response;
  const isJson = await holdsJson(response);
  const told = {
    status,
    retryAfterMs: retryAfterMs(single(headers['retry-after']), single(headers.date), now),
  };
  if (status === 403 && !isJson) {
    const host = new URL(origin).host;
    return new RevoxError(
      'blocked',
      `Something before Revox blocks us: HTTP 403 from ${host}, not in the words of its API.`,
      told,
    );
  }
  if (status === 402)
    return new RevoxError(
      'unpaid',
      'Revox wants to be paid first (HTTP 402): check plan and credit of your account.',
      told,
    );
  const movedTo = hostOf(single(headers.location), origin);
  if (status >= 300 && status < 400 && movedTo !== null)
    return new RevoxError(
      'unexpected-shape',
      `Revox sends us to ${movedTo} (HTTP ${status}): put the new address into REVOX_BASE_URL.`,
      told,
    );
  return new RevoxError(problemOf(status), `Revox answered with status ${status}.`, told);
}

/** When a proxy opens no way to Revox; undici says so in words alone. Null when it was something else. */
export function refusalOfProxy(error: unknown): RevoxError | null {
  const words = error instanceof errors.RequestAbortedError ? error.message : '';
  const status = Number(/^Proxy response \((\d{3})\)/.exec(words)?.[1] ?? 0);
  if (status === 0) return null;
  if (status === 407)
    return new RevoxError(
      'blocked',
      'The proxy asks who we are (HTTP 407): write HTTPS_PROXY (or HTTP_PROXY) as http://user:password@host:port.',
      { status },
    );
  if (status >= 500)
    return new RevoxError('unreachable', `The proxy does not reach Revox (HTTP ${status}).`, { status });
  return new RevoxError('blocked', `Something before Revox blocks us: HTTP ${status} from the proxy.`, {
    status,
  });
}

const mostRead = 16_384;

/** Reading it frees the connection too; whether that works says nothing about the answer. */
async function holdsJson({ body, headers }: Dispatcher.ResponseData): Promise<boolean> {
  const isNamedJson = /\bjson\b/i.test(single(headers['content-type']) ?? '');
  try {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of unpacked(body, single(headers['content-encoding']))) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > mostRead) return isNamedJson;
    }
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Without path and query, which may be somebody's secret. */
function hostOf(location: string | undefined, origin: string): string | null {
  return location === undefined ? null : (URL.parse(location, origin)?.origin ?? null);
}

export function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

const unpackers: Record<string, () => NodeJS.ReadWriteStream & AsyncIterable<Uint8Array>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The body as it was before it was packed. Some gateways compress what nobody asked them to. */
export function unpacked(body: Readable, encoding = 'identity'): AsyncIterable<Uint8Array> {
  const unpacker = unpackers[encoding.trim().toLowerCase()]?.();
  if (unpacker === undefined) return body;
  // A failure is reported to the reader.
  return pipeline(body, unpacker as ReturnType<typeof createGunzip>, () => undefined);
}

/** A nonsense header must not silence the bot for good. */
const longestWaitMs = dayMs;

/**
 * `Retry-After` in either of its forms, as a wait; null when absent or unreadable.
 * A date is compared with the server's own clock if the answer has one, because ours may be off.
 */
export function retryAfterMs(retryAfter: string | undefined, serverDate: string | undefined, now: Instant) {
  if (retryAfter === undefined) return null;
  const waitMs = /^\s*\d+(\.\d+)?\s*$/.test(retryAfter)
    ? Number(retryAfter) * 1000
    : Date.parse(retryAfter) - timeOf(serverDate, now);
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(0, Math.ceil(waitMs)), longestWaitMs);
}

function timeOf(serverDate: string | undefined, now: Instant): Instant {
  const time = Date.parse(serverDate ?? '');
  return Number.isNaN(time) ? now : time;
}
