import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import type { ServedCall } from './revox-calls.ts';

/** What goes wrong with one request. */
export type Fault = WrongAnswer | BadDelivery | OtherQuestion;

/** Something else than the list. */
type WrongAnswer =
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  | { kind: 'redirect'; to: string }
  /** Status 200 with any body: text as it is, anything else as JSON. */
  | { kind: 'answer'; body: unknown }
  /** A web page, as a proxy or a login wall sends. */
  | { kind: 'html'; status?: number };

/** The right answer, which does not arrive as it should. */
type BadDelivery =
  /** The first half, in good order otherwise. */
  | { kind: 'truncated' }
  /** The connection breaks before anything was sent, or in the middle of the body. */
  | { kind: 'cut-before' }
  | { kind: 'cut-mid-body' }
  /** Nothing for a while, or for ever without `ms`: before the headers, or in the middle of the body. */
  | { kind: 'slow-headers'; ms?: number }
  | { kind: 'slow-body'; ms?: number }
  /** Compressed, though nobody asked for it. */
  | { kind: 'packed'; encoding: 'gzip' | 'deflate' | 'br' };

/** The right answer to another question. */
type OtherQuestion =
  /** `{ page: '0' }` is a page that repeats. */
  | { kind: 'other-query'; query: Record<string, string> }
  /** The list as it looks to this one request: rows that swap places, go missing, come back. */
  | { kind: 'other-list'; arrange: (calls: ServedCall[]) => ServedCall[] };

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export function json(status: number, body: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** The reply of a fault that does not depend on the list, null for the others. */
export function wrongAnswer(fault: Fault | null): Reply | null {
  switch (fault?.kind) {
    case 'status':
      return { status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? '' };
    case 'redirect':
      return { status: 302, headers: { location: fault.to }, body: '' };
    case 'answer':
      return typeof fault.body === 'string'
        ? { ...json(200, null), body: fault.body }
        : json(200, fault.body);
    case 'html':
      return {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><title>Sign in</title>',
      };
    default:
      return null;
  }
}

/** Sends a reply as well or as badly as told. */
export function deliver(response: ServerResponse, reply: Reply, fault: Fault | null, later: Later): void {
  const half = reply.body.slice(0, Math.ceil(reply.body.length / 2));
  const rest = reply.body.slice(half.length);
  if (fault?.kind === 'truncated') send(response, { ...reply, body: half });
  else if (fault?.kind === 'cut-before') response.destroy();
  else if (fault?.kind === 'cut-mid-body') startBody(response, reply, half, () => response.destroy());
  else if (fault?.kind === 'packed') sendPacked(response, reply, fault.encoding);
  else if (fault?.kind === 'slow-headers') later(fault.ms, () => send(response, reply));
  else if (fault?.kind === 'slow-body')
    startBody(response, reply, half, () => later(fault.ms, () => response.end(rest)));
  else send(response, reply);
}

/** Runs an action after a while, or never without a time. */
type Later = (ms: number | undefined, action: () => void) => void;

function startBody(response: ServerResponse, reply: Reply, half: string, next: () => void): void {
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) });
  response.write(half, next);
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, headers).end(body);
}

const packers = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };

function sendPacked(
  response: ServerResponse,
  { status, headers, body }: Reply,
  encoding: keyof typeof packers,
) {
  response.writeHead(status, { ...headers, 'content-encoding': encoding }).end(packers[encoding](body));
}
