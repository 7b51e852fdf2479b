import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Instant } from '../calls/call.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

interface Door {
  signingSecret: string;
  now(): Instant;
}

/** Slack's largest, a view of 250 KB in a form, is below it. */
const mostBytes = 1_000_000;
/** Of all requests together that nobody has vouched for yet. */
const mostBytesUnderWay = 50_000_000;

/**
 * Lets by what Slack signed, and each of it once. Bolt checks the signature again; it does not notice what comes a
 * second time, is no UTF-8, or no object, and it takes four megabytes of whatever anybody sends.
 */
export function signedOnly(listener: Listener, { signingSecret, now }: Door): Listener {
  const isNew = rememberSignatures();
  let bytesUnderWay = 0;
  return async (request, response) => {
    const length = Number(request.headers['content-length'] ?? mostBytes);
    if (length > mostBytes) return end(response, 413);
    if (bytesUnderWay + length > mostBytesUnderWay) return end(response, 503);
    bytesUnderWay += length;
    const body = await read(request);
    bytesUnderWay -= length;
    if (body === null) return end(response, 413);
    const signature = signatureOf(request, body, signingSecret);
    if (signature === null) return end(response, 401);
    if (!isReadable(request, body)) return end(response, 400);
    // As after the first time, since something between Slack and us may have sent it again in good faith.
    if (!isNew(signature, now())) return end(response, 200);
    listener(Object.assign(request, { rawBody: body }), response);
  };
}

/** Null when it is too much, or the other side went away. */
async function read(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > mostBytes) return null;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    return null;
  }
}

/**
 * As hexadecimal digits, if it is right. Only one spelling is taken: another one of the same would seem new.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
function signatureOf({ headers }: IncomingMessage, body: Buffer, secret: string): string | null {
  const sentAt = String(headers['x-slack-request-timestamp']);
  const [, given = ''] = /^v0=([0-9a-f]{64})$/.exec(String(headers['x-slack-signature'])) ?? [];
  if (given === '' || !/^\d{1,12}$/.test(sentAt)) return null;
  const expected = createHmac('sha256', secret).update(`v0:${sentAt}:`).update(body).digest();
  return timingSafeEqual(Buffer.from(given, 'hex'), expected) ? given : null;
}

const form = 'application/x-www-form-urlencoded';

/** A form, or an object as JSON; anything else would end the process inside Bolt, which answers nobody then. */
function isReadable({ headers }: IncomingMessage, body: Buffer): boolean {
  const type = headers['content-type'];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (type === 'application/json') return isObject(JSON.parse(text));
    if (type !== form) return false;
    const payload = new URLSearchParams(text).getAll('payload');
    return payload.length === 0 || (payload.length === 1 && isObject(JSON.parse(payload[0] as string)));
  } catch {
    return false;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A signature is good for five minutes before and after its time. */
const goodForMs = 10 * 60_000;
const mostSignatures = 50_000;

/** In memory, and only of what was signed, so that nobody else can fill it. */
function rememberSignatures() {
  const seenAt = new Map<string, Instant>();
  return (signature: string, now: Instant): boolean => {
    for (const [old, at] of seenAt) {
      if (now - at <= goodForMs && seenAt.size <= mostSignatures) break;
      seenAt.delete(old);
    }
    if (seenAt.has(signature)) return false;
    seenAt.set(signature, now);
    return true;
  };
}

/** Whatever else such a client has to say is not read. */
function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close', 'content-length': 0 }).end();
}
