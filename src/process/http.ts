import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { type ConnectionLimits, closeSilentConnections, usualLimits } from './connections.ts';
import { closeServer, listenOn } from './listen.ts';
import type { Logger } from './log.ts';
import type { MetricsText } from './metrics.ts';
import type { Readiness } from './readiness.ts';

export interface HttpOptions {
  host: string;
  /** 0 for any that is free. */
  port: number;
  readiness(): Promise<Readiness>;
  metrics(): Promise<MetricsText>;
  /** The hint that calls have ended; null when there is no secret. */
  webhook: { secret: string; wake(): void } | null;
  /** What takes requests from Slack; null in Socket Mode. */
  slackEvents: RequestListener | null;
  /** What lets others than this machine read metrics, and the reasons of readiness; null where nothing does. */
  metricsToken: string | null;
  connections?: ConnectionLimits;
  log: Logger;
}

export function createHttpServer(given: HttpOptions) {
  const wake = atMostEvery(1000, () => given.webhook?.wake());
  const options = { ...given, webhook: given.webhook && { secret: given.webhook.secret, wake: wake.call } };
  // Imported by name, it would load the `fetch` that it can do without.
  const { createServer } = process.getBuiltinModule('node:http');
  const server = createServer(limits, (request, response) => {
    answer(options, request, response).catch((err) => {
      options.log.error({ err, method: request.method }, 'a request could not be answered');
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'something went wrong');
    });
  });
  closeSilentConnections(server, given.connections ?? usualLimits);
  return {
    /** @returns the URL it can be reached at. @throws ListenError */
    listen: () => listenOn(server, options.host, options.port),
    /** Takes no more requests and lets those under way finish, up to the limit. */
    close(limitMs: number): Promise<void> {
      wake.cancel();
      return closeServer(server, limitMs);
    },
  };
}

/** Nobody has a reason to send headers slowly, or many of them. */
const limits = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 5_000,
  // Longer than the 60 s for which load balancers keep a connection, or they would use one that was just closed here.
  keepAliveTimeout: 65_000,
};

async function answer(options: HttpOptions, request: IncomingMessage, response: ServerResponse) {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const path = request.url?.split('?', 1)[0] ?? '/';
  switch (`${method} ${path}`) {
    case 'GET /healthz':
      return reply(response, 200, 'text/plain', 'ok\n');
    case 'GET /readyz':
      return replyReadiness(response, await options.readiness(), isTrusted(options, request));
    case 'GET /metrics': {
      if (!isTrusted(options, request)) return refuseMetrics(options, response);
      const { contentType, body } = await options.metrics();
      return reply(response, 200, contentType, body);
    }
    case 'POST /slack/events':
    case 'POST /slack/events/':
      return passToSlack(options, request, response);
  }
  if (method === 'POST' && path.startsWith(webhookPath)) return takeHint(options, path, request, response);
  refuse(response, 404, 'not found');
}

/** This machine, unless it forwards others' requests, or anyone with the token. */
function isTrusted({ metricsToken }: HttpOptions, { socket, headers }: IncomingMessage): boolean {
  const [, token] = /^Bearer (.+)$/i.exec(headers.authorization ?? '') ?? [];
  if (metricsToken !== null && token !== undefined) return isSame(token, metricsToken);
  return isLocal(socket.remoteAddress ?? '') && isLocal(hostIn(headers.host)) && !isPassedOn(headers);
}

function isLocal(host: string): boolean {
  return /^(localhost|::1|(::ffff:)?127(\.\d+){3})$/i.test(host);
}

/** Without its port. A browser on this machine names who sent it here, and a proxy often the site that it serves. */
function hostIn(host = ''): string {
  return host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}

/** What proxies say about themselves and whom they ask for. */
function isPassedOn(headers: IncomingMessage['headers']): boolean {
  return Object.keys(headers).some((name) =>
    /^(forwarded|via|x-forwarded-.+|x-real-ip|x-client-ip|true-client-ip|cf-.+|x-original-.+)$/.test(name),
  );
}

function refuseMetrics({ metricsToken }: HttpOptions, response: ServerResponse): void {
  if (metricsToken !== null) response.setHeader('www-authenticate', 'Bearer');
  if (metricsToken !== null) refuse(response, 401, 'needs the token of METRICS_TOKEN');
  else refuse(response, 403, 'for this machine only: set METRICS_TOKEN to allow others');
}

/** @param whole With the reasons, which name hosts and what is wrong with them. */
function replyReadiness(response: ServerResponse, readiness: Readiness, whole: boolean): void {
  const { ready } = readiness;
  const body = `${JSON.stringify(whole ? readiness : { ready }, null, 2)}\n`;
  reply(response, ready ? 200 : 503, 'application/json', body);
}

/** Who may pass is decided at the door behind it, in one place. Bolt knows one spelling of the path. */
async function passToSlack({ slackEvents }: HttpOptions, request: IncomingMessage, response: ServerResponse) {
  if (slackEvents === null) return refuse(response, 404, 'not found');
  await slackEvents(Object.assign(request, { url: '/slack/events' }), response);
}

const webhookPath = '/revox/webhook/';
/** A transcript may come along. It is not looked at, and must not be endless. */
const hintLimitBytes = 1_000_000;

async function takeHint(
  { webhook }: HttpOptions,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (webhook === null || !isSame(path.slice(webhookPath.length), webhook.secret)) {
    return refuse(response, 404, 'not found');
  }
  webhook.wake();
  if (await discardBody(request)) reply(response, 202, 'text/plain', 'thank you\n');
  else refuse(response, 413, 'too long, and not needed');
}

/** In a time that reveals nothing about either. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function discardBody(request: IncomingMessage): Promise<boolean> {
  let bytes = 0;
  return new Promise((resolve) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= hintLimitBytes) return;
      request.pause();
      resolve(false);
    });
    request.on('end', () => resolve(true));
    request.on('close', () => resolve(false));
  });
}

function reply(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}

/** Whatever else such a client has to say is not read. */
function refuse(response: ServerResponse, status: number, reason: string): void {
  response.setHeader('connection', 'close');
  reply(response, status, 'text/plain', `${reason}\n`);
}

/** At once, and for all further calls within the interval once more at its end. */
function atMostEvery(intervalMs: number, act: () => void) {
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  const call = () => {
    again = timer !== undefined;
    if (again) return;
    act();
    timer = setTimeout(() => {
      timer = undefined;
      if (again) call();
    }, intervalMs);
    timer.unref();
  };
  return { call, cancel: () => clearTimeout(timer) };
}
