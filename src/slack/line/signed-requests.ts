import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Instant } from '../../calls/call.ts';
import { isObject } from '../../calls/numbers/mask-fields.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

interface Door {
  signingSecret: string;
  now(): Instant;
  /** Called for every accepted request. */
  onAccepted?(): void;
  /** Called for every refused request, with how far its time was off if that is why. */
  onRefused?(refusal: Refusal, offMs?: number): void;
  /** Bytes that may be held of all requests together which nobody has vouched for yet. */
  mostBytesUnderWay?: number;
}

export type Refusal =
  | 'too-large'
  | 'cut-off'
  | 'no-time'
  | 'too-old'
  | 'from-the-future'
  | 'wrong-signature'
  | 'unreadable';

/** Slack's largest, a view of 250 KB in a form, is below it. */
const mostBytes = 1_000_000;
/** Slack allows the same: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const mostOffMs = 300_000;

const statuses: Record<Refusal, number> = {
  'too-large': 413,
  'cut-off': 503,
  'no-time': 401,
  'too-old': 401,
  'from-the-future': 401,
  'wrong-signature': 401,
  unreadable: 400,
};

/**
 * The one door for what comes from Slack: lets by what Slack signed within five minutes of now, and each of it once.
 * Bolt checks the signature again; of the time it checks only that it is not past, it does not notice what comes a
 * second time, is no UTF-8, or no object, and it takes four megabytes of whatever anybody sends.
 */
export function signedOnly(listener: Listener, door: Door): Listener {
  const { signingSecret, now, onAccepted, onRefused, mostBytesUnderWay = 50_000_000 } = door;
  const isNew = rememberSignatures();
  const read = bodyReader(mostBytesUnderWay);
  return async (request, response) => {
    const refuse = (refusal: Refusal, offMs?: number) => {
      onRefused?.(refusal, offMs);
      end(response, statuses[refusal]);
    };
    const offMs = timeOf(request) - now();
    if (Number.isNaN(offMs)) return refuse('no-time');
    if (Math.abs(offMs) > mostOffMs)
      return refuse(offMs < 0 ? 'too-old' : 'from-the-future', Math.abs(offMs));
    const body = await read(request);
    if (!Buffer.isBuffer(body)) return refuse(body);
    const signature = signatureOf(request, body, signingSecret);
    if (signature === null) return refuse('wrong-signature');
    if (!isReadable(request, body)) return refuse('unreadable');
    onAccepted?.();
    // As after the first time, since something between Slack and us may have sent it again in good faith.
    if (!isNew(signature, now())) return end(response, 200);
    listener(Object.assign(request, { rawBody: body }), response);
  };
}

function timeOf({ headers }: IncomingMessage): Instant {
  const seconds = String(headers['x-slack-request-timestamp']);
  return /^\d{1,12}$/.test(seconds) ? Number(seconds) * 1_000 : Number.NaN;
}

/**
 * Reads whole bodies, and counts bytes as they come: what is announced costs nothing. A slow sender makes room
 * for others when there are too many, the earliest first.
 */
function bodyReader(mostBytesUnderWay: number) {
  const slow = new Set<{ bytes: number; giveUp: () => void }>();
  let bytesUnderWay = 0;

  return async (request: IncomingMessage): Promise<Buffer | 'too-large' | 'cut-off'> => {
    if (Number(request.headers['content-length'] ?? 0) > mostBytes) return 'too-large';
    const { promise: givenUp, resolve } = Promise.withResolvers<'cut-off'>();
    const held = { bytes: 0, giveUp: () => resolve('cut-off') };
    slow.add(held);
    const body = await Promise.race([readAll(request, held), givenUp]);
    leave(held);
    return body;
  };

  function leave(held: { bytes: number }): void {
    slow.delete(held as never);
    bytesUnderWay -= held.bytes;
    held.bytes = 0;
  }

  async function readAll(request: IncomingMessage, held: { bytes: number; giveUp(): void }) {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        if (!slow.has(held)) return 'cut-off';
        held.bytes += chunk.length;
        bytesUnderWay += chunk.length;
        if (held.bytes > mostBytes) return 'too-large';
        makeRoom();
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } catch {
      return 'cut-off';
    }
  }

  function makeRoom(): void {
    for (const held of slow) {
      if (bytesUnderWay <= mostBytesUnderWay) return;
      leave(held);
      held.giveUp();
    }
  }
}

/**
 * As hexadecimal digits, if it is right. Only one spelling is taken: another one of the same would seem new.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
function signatureOf({ headers }: IncomingMessage, body: Buffer, secret: string): string | null {
  const sentAt = String(headers['x-slack-request-timestamp']);
  const [, given = ''] = /^v0=([0-9a-f]{64})$/.exec(String(headers['x-slack-signature'])) ?? [];
  if (given === '') return null;
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
