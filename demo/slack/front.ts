import type { IncomingMessage, ServerResponse } from 'node:http';

import { startLoopbackServer } from '../loopback-server.ts';
import { onceOnly } from './emulator.ts';
import { type Form, formOf, readBody } from './http-body.ts';
import type { Reply } from './response-urls.ts';
import type { WebApiResult } from './web-api.ts';

export interface FrontDeps {
  /** Everything that is neither the Web API nor an answer goes there as it is: uploads, downloads. */
  emulatorUrl: string;
  callApi(method: string, form: Form, token: string): Promise<WebApiResult>;
  receiveReply(path: string, reply: Reply): Promise<string | null>;
}

/** The HTTP server that the bot takes for Slack. */
export function startFront(port: number, deps: FrontDeps) {
  return startLoopbackServer(port, (request, response) => {
    answer(request, response, deps).catch((error: unknown) => {
      json(response, 500, { ok: false, error: 'internal_error', detail: String(error) });
    });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, deps: FrontDeps): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const body = await readBody(request);
  if (pathname.startsWith('/actions/')) {
    const error = await deps.receiveReply(pathname, JSON.parse(body.toString()) as Reply);
    if (error === null) return text(response, 200, 'ok');
    return json(response, error.endsWith('_url') ? 404 : 200, { ok: false, error });
  }
  const form = formOf(request.headers['content-type'] ?? '', body);
  if (!pathname.startsWith('/api/') || form === null) return pass(request, body, response, deps.emulatorUrl);

  const token = (request.headers.authorization ?? '').replace(/^Bearer /, '') || (form.token ?? '');
  const result = await deps.callApi(pathname.slice('/api/'.length), form, token);
  if (result.kind === 'answer') return json(response, 200, result.answer);
  response.setHeader('Retry-After', String(result.seconds));
  json(response, 429, { ok: false, error: 'ratelimited' });
}

async function pass(request: IncomingMessage, body: Buffer, response: ServerResponse, to: string) {
  const { authorization, 'content-type': contentType } = request.headers;
  const answered = await fetch(`${to}${request.url}`, {
    method: request.method ?? 'GET',
    headers: {
      ...onceOnly,
      ...(authorization ? { authorization } : {}),
      ...(contentType ? { 'content-type': contentType } : {}),
    },
    ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
  response.writeHead(answered.status, {
    'Content-Type': answered.headers.get('content-type') ?? 'text/plain',
  });
  response.end(Buffer.from(await answered.arrayBuffer()));
}

function json(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}

function text(response: ServerResponse, status: number, value: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain' });
  response.end(value);
}
