import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type Refusal, refusedAnswer } from '../../../demo/slack/rules/refusal-of.ts';
import { keepsConnections } from '../keeps-connections.ts';
import { type Answer, type Params, refuse, type SlackChannel, SlackWorkspace } from './slack-workspace.ts';
import { type SlackKind, type StrictGate, strictGate } from './strict-gate.ts';

export type { AcceptedPost } from './slack-workspace.ts';

/** What goes wrong with one request; `accepted` says whether Slack carried it out nevertheless. */
export type Fault =
  /** The connection is closed instead of an answer. */
  | { kind: 'cut'; accepted: boolean }
  /** The answer begins and the connection is closed in its middle. */
  | { kind: 'cut-body'; accepted: boolean }
  /** No answer at all. */
  | { kind: 'silent'; accepted: boolean }
  /** The head of an answer, and then nothing. */
  | { kind: 'silent-body'; accepted: boolean }
  | { kind: 'late'; ms: number; accepted: boolean }
  /** Something else instead of Slack's answer. */
  | { kind: 'answer'; accepted: boolean; status?: number; headers?: Record<string, string>; body?: string }
  /** Slack's answer, with some of it changed. */
  | { kind: 'changed'; accepted: boolean; changes: Record<string, unknown> }
  | { kind: 'error'; accepted: boolean; error: string; messages?: string[] };

export function rateLimited(retryAfter: string | null): Fault {
  const headers: Record<string, string> = retryAfter === null ? {} : { 'retry-after': retryAfter };
  return {
    kind: 'answer',
    accepted: false,
    status: 429,
    headers,
    body: '{"ok":false,"error":"ratelimited"}',
  };
}

interface PlannedFault {
  method: string;
  fault: Fault;
  /** How many requests it hits; 1 unless told. */
  times?: number;
  /** Only requests like this. */
  where?: (params: Params) => boolean;
}

interface RecordedRequest {
  method: string;
  params: Params;
  at: number;
}

interface SlackServerOptions {
  now?: () => number;
  channels?: SlackChannel[];
  kind?: SlackKind;
}

/** What was sent to a `response_url`, and taken. */
interface RecordedResponse {
  url: string;
  body: Record<string, unknown>;
}

/** @param token Who asks. */
type Handler = (params: Params, token: string) => Answer | Promise<Answer>;

/** Slack's Web API over real HTTP, with a ledger of what it accepted, that can be told to go wrong. */
export class SlackServer extends SlackWorkspace implements AsyncDisposable {
  readonly requests: RecordedRequest[] = [];
  readonly responses: RecordedResponse[] = [];
  /** What it refuses by the rules of the real one. */
  readonly gate: StrictGate;
  /** Whether its answers say when they were given. */
  tellsTime = true;
  readonly #server: Server = createServer(
    keepsConnections,
    (request, response) => void this.#serve(request, response),
  );
  readonly #faults: Required<PlannedFault>[] = [];
  readonly #handlers = new Map<string, Handler>();
  readonly #clock: () => number;
  #responseUrls = 0;
  /** When each `response_url` was used, from the first time on. */
  readonly #used = new Map<string, number[]>();

  private constructor(now: () => number, kind: SlackKind) {
    super(now, kind);
    this.#clock = now;
    this.gate = strictGate(kind, now, (channel) => this.channels.get(channel)?.isPrivate ?? false);
  }

  static async start({
    now = Date.now,
    channels = [],
    kind = {},
  }: SlackServerOptions = {}): Promise<SlackServer> {
    const slack = new SlackServer(now, kind);
    for (const channel of channels) slack.addChannel(channel);
    slack.#server.listen(0, '127.0.0.1');
    await once(slack.#server, 'listening');
    slack.files.uploadUrl = `${slack.origin}/upload/`;
    return slack;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** For `SLACK_API_URL` and the `slackApiUrl` of clients. */
  get url(): string {
    return `${this.origin}/api/`;
  }

  /** Where a command's later answers go; they are kept in `responses`. */
  responseUrl(): string {
    this.#responseUrls += 1;
    return `${this.origin}/response/${this.#responseUrls}`;
  }

  /** The next requests of this method go wrong. Faults planned first hit first. */
  fail({ times = 1, where = () => true, ...planned }: PlannedFault): void {
    this.#faults.push({ times, where, ...planned });
  }

  /** Slack is well again. */
  heal(): void {
    this.#faults.length = 0;
  }

  /** Answers a method that this server does not know, or knows otherwise. */
  on(method: string, handler: Handler): void {
    this.#handlers.set(method, handler);
  }

  requestsOf(method: string): RecordedRequest[] {
    return this.requests.filter((request) => request.method === method);
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
    this.gate.check();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.tellsTime) response.setHeader('date', new Date(this.#clock()).toUTCString());
    else response.sendDate = false;
    const body = await bodyOf(request);
    const path = request.url ?? '';
    if (path.startsWith('/upload/')) return this.#takeUpload(path, body, response);
    if (path.startsWith('/response/')) return this.#takeReply(path, body, response);
    const method = path.replace(/^\/api\//, '').replace(/\?.*$/, '');
    const params = paramsOf(body, request.headers['content-type'] ?? '');
    this.requests.push({ method, params, at: this.#clock() });
    if (!request.headers.authorization?.startsWith('Bearer x') && !params.token)
      return send(response, refuse('not_authed'));
    const fault = this.#takeFault(method, params);
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    if (fault?.accepted === false) return goWrong(response, fault, { ok: true, ...params });
    const refusal = token.startsWith('xapp') ? null : this.gate.refusalOf(method, params);
    if (refusal?.error === 'ratelimited') return tellToWait(response, refusal);
    const answer =
      refusal === null
        ? ((await this.#handlers.get(method)?.(params, token)) ?? this.call(method, params))
        : refusedAnswer(refusal);
    if (fault === null) return send(response, answer);
    await goWrong(response, fault, answer);
  }

  /** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
  #takeReply(path: string, body: string, response: ServerResponse): void {
    const now = this.#clock();
    const used = this.#used.get(path) ?? [];
    this.#used.set(path, [...used, now]);
    const said = JSON.parse(body);
    const isExpired = now - (used[0] ?? now) > 30 * 60_000;
    const refusal = this.gate.refusalOfReply(said);
    if (isExpired) refuseReply(response, 404, refuse('expired_url'));
    else if (used.length >= 5) refuseReply(response, 404, refuse('used_url'));
    else if (refusal !== null) refuseReply(response, 200, refusedAnswer(refusal));
    else {
      this.responses.push({ url: `${this.origin}${path}`, body: said });
      response.end('ok');
    }
  }

  /** Goes wrong as `upload`. */
  async #takeUpload(path: string, body: string, response: ServerResponse): Promise<void> {
    const fault = this.#takeFault('upload', {});
    if (fault !== null) return goWrong(response, fault, { ok: true });
    const taken = this.files.take(path.slice('/upload/'.length), body);
    response.writeHead(taken ? 200 : 400).end(taken ? 'OK' : 'wrong size');
  }

  #takeFault(method: string, params: Params): Fault | null {
    const index = this.#faults.findIndex((it) => it.method === method && it.where(params));
    const planned = this.#faults[index];
    if (planned === undefined) return null;
    planned.times -= 1;
    if (planned.times === 0) this.#faults.splice(index, 1);
    return planned.fault;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function paramsOf(body: string, contentType: string): Params {
  if (!contentType.includes('json')) return Object.fromEntries(new URLSearchParams(body));
  const entries = Object.entries(JSON.parse(body || '{}'));
  return Object.fromEntries(entries.map(([name, value]) => [name, asParam(value)]));
}

function asParam(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function send(response: ServerResponse, answer: object): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(answer));
}

function refuseReply(response: ServerResponse, status: number, answer: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

function tellToWait(response: ServerResponse, { retryAfterSeconds }: Refusal): Promise<void> {
  return goWrong(response, rateLimited(String(retryAfterSeconds)), { ok: false });
}

async function goWrong(response: ServerResponse, fault: Fault, answer: Answer): Promise<void> {
  switch (fault.kind) {
    case 'cut':
      response.destroy();
      return;
    case 'cut-body':
      beginAnswer(response, answer);
      await new Promise((resolve) => setImmediate(resolve));
      response.destroy();
      return;
    case 'silent':
      return;
    case 'silent-body':
      beginAnswer(response, answer);
      return;
    case 'late':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return send(response, answer);
    case 'answer':
      response.writeHead(fault.status ?? 200, fault.headers);
      response.end(fault.body);
      return;
    case 'changed':
      return send(response, { ...answer, ...fault.changes });
    case 'error':
      return send(response, refuse(fault.error, ...(fault.messages ?? [])));
  }
}

/** Half of it. */
function beginAnswer(response: ServerResponse, answer: Answer): void {
  const body = JSON.stringify(answer);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, body.length / 2));
}
