import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type WebSocket, WebSocketServer } from 'ws';

import { refusedAnswer } from '../../../demo/slack/rules/refusal-of.ts';
import { isToldOf, type SlackApp } from '../../../demo/slack/rules/slack-app.ts';
import { keepsConnections } from '../keeps-connections.ts';
import { type SlackKind, type StrictGate, strictGate } from './strict-gate.ts';

/** Slack as Socket Mode sees it: `apps.connections.open`, the sockets it leads to, and a few methods beside. */
export interface SocketModeServer extends AsyncDisposable {
  apiUrl: string;
  /** What it refuses by the rules of the real one. */
  gate: StrictGate;
  /** Every Web API request, `apps.connections.open` included, in order. */
  asked: { method: string; parameters: Record<string, string> }[];
  /** Every view that was taken, in order. */
  views: ShownView[];
  /** Every message that was taken, in order. */
  said: { method: string; parameters: Record<string, string> }[];
  /** Every acknowledgement, with the number of the socket it came over. */
  acks: { envelopeId: string; payload: unknown; socket: number }[];
  /** Sockets that are open now, oldest first. */
  sockets(): WebSocket[];
  /** How sockets and methods behave from now on. */
  behave(different: Partial<Behaviour>): void;
  /** To the newest socket: an envelope of a command, an interaction or an event. */
  deliver(type: EnvelopeType, payload: unknown, envelopeId?: string): void;
  /** To the newest socket: any message. */
  say(message: unknown): void;
  /** Cuts every socket without a goodbye. */
  drop(): void;
  until(condition: () => boolean): Promise<void>;
}

export interface ShownView {
  /** `views.open`, `views.push`, `views.update` or `views.publish`. */
  method: string;
  id: string;
  type: 'modal' | 'home';
  title?: { text: string };
  blocks: unknown[];
  parameters: Record<string, string>;
}

export type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api';

interface Behaviour {
  /** The answer of each method by name; what is not named answers `{ ok: true }`. */
  answers: Record<string, Record<string, unknown>>;
  /** Slack's word when it does not take a request; null when it does. */
  refuses(method: string, parameters: Record<string, string>): string | null;
  hello: boolean;
  numConnections: number;
  /** Slack asks for a new connection so long after each hello. */
  refreshEveryMs: number | null;
}

/** Whose own workspace is another one of the organisation, and who is in ours too. */
const colleague = {
  team_id: 'T0OWN',
  enterprise_user: { enterprise_id: 'E0ORG', teams: ['T0OWN', 'T0OURS'] },
};

export async function startSocketModeServer(kind: SlackKind = {}): Promise<SocketModeServer> {
  const gate = strictGate(kind, Date.now);
  const server = createServer(keepsConnections, (request, response) => void answer(request, response));
  const doors = new WebSocketServer({ server });
  const open: WebSocket[] = [];
  const asked: SocketModeServer['asked'] = [];
  const acks: SocketModeServer['acks'] = [];
  const taken: SocketModeServer['said'] = [];
  const views: ShownView[] = [];
  const behaviour: Behaviour = {
    answers: {
      'auth.test': { team_id: 'T0OURS', user_id: 'U0BOT', bot_id: 'B0BOT' },
      'users.info': { user: kind.organisation === 'grid' ? colleague : { team_id: 'T0OURS' } },
    },
    refuses: () => null,
    hello: true,
    numConnections: 1,
    refreshEveryMs: null,
  };
  let opened = 0;

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const method = (request.url ?? '').replace('/api/', '');
    const parameters = Object.fromEntries(new URLSearchParams(await textOf(request)));
    asked.push({ method, parameters });
    const url = `ws://${host}/link/?ticket=${asked.length}`;
    const usual = method === 'apps.connections.open' ? { url } : {};
    response.setHeader('content-type', 'application/json');
    const error = behaviour.refuses(method, parameters);
    const refusal =
      error !== null || method === 'apps.connections.open' ? null : gate.refusalOf(method, parameters);
    const said =
      refusal === null
        ? { ok: error === null, ...(error && { error }), ...usual, ...behaviour.answers[method] }
        : refusedAnswer(refusal);
    if (said.ok && method.startsWith('chat.post')) taken.push({ method, parameters });
    if (said.ok && method.startsWith('views.')) views.push(viewOf(method, parameters, views.length));
    response.end(JSON.stringify(said));
  }

  doors.on('connection', (socket) => {
    opened += 1;
    const number = opened;
    open.push(socket);
    socket.on('close', () => open.splice(open.indexOf(socket), 1));
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      acks.push({ envelopeId: envelope_id, payload, socket: number });
    });
    if (!behaviour.hello) return;
    socket.send(JSON.stringify({ type: 'hello', num_connections: behaviour.numConnections }));
    if (behaviour.refreshEveryMs !== null) refresh(socket, behaviour.refreshEveryMs);
  });

  const say = (message: unknown) => open.at(-1)?.send(JSON.stringify(message));

  return {
    apiUrl: `http://${host}/api/`,
    gate,
    asked,
    views,
    said: taken,
    acks,
    sockets: () => [...open],
    behave: (different) =>
      Object.assign(behaviour, different, { answers: { ...behaviour.answers, ...different.answers } }),
    deliver(type, payload, envelopeId = crypto.randomUUID()) {
      if (!isSent(gate.app, payload)) return;
      say({ type, envelope_id: envelopeId, payload, accepts_response_payload: type !== 'events_api' });
    },
    say,
    drop: () => {
      for (const socket of open) socket.terminate();
    },
    until,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.terminate();
      doors.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      gate.check();
    },
  };
}

/** Slack sends no event that the app is not subscribed to. What people do is always sent. */
export function isSent(app: SlackApp, payload: unknown): boolean {
  const { event } = payload as { event?: { type: string; tab?: string } };
  return event === undefined || isToldOf(app, event);
}

function viewOf(method: string, parameters: Record<string, string>, before: number): ShownView {
  const id = parameters.view_id ?? `V${before + 1}`;
  return { ...JSON.parse(parameters.view ?? '{}'), method, id, parameters };
}

function refresh(socket: WebSocket, everyMs: number): void {
  const ask = setTimeout(
    () => socket.send(JSON.stringify({ type: 'disconnect', reason: 'warning' })),
    everyMs,
  );
  socket.on('close', () => clearTimeout(ask));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks = await request.toArray();
  return Buffer.concat(chunks).toString();
}

/** Looks every few milliseconds: what is waited for happens on real sockets. */
export async function until(condition: () => boolean, withinMs = 30_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`still waiting for ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
