import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

import { formBody, signedHeaders } from '../test/support/slack/slack-requests.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Slack as a bot over HTTP sees it: sends what people type, and takes what they are shown. */
export interface Door extends AsyncDisposable {
  /** For `SLACK_API_URL`. */
  apiUrl: string;
  /** Sends what comes to this path, beginning with `/bot-`, to a bot. */
  lead(path: string, listener: Listener): void;
  ask(path: string, payload: Record<string, unknown>): Promise<Answered>;
}

export interface Answered {
  /** From the sending of a request until the person has the answer. */
  ms: number;
  /** What they are shown, as JSON. */
  shown: string;
}

export const signingSecret = 'only-for-benches';

export async function openDoor(): Promise<Door> {
  const bots = new Map<string, Listener>();
  let shown: (body: string) => void = () => undefined;
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const bot = bots.get(path);
    if (bot !== undefined) {
      request.url = '/slack/events';
      return bot(request, response);
    }
    const body = await textOf(request);
    response.setHeader('content-type', 'application/json');
    response.end(answers[path] ?? '{"ok":true}');
    if (path === '/shown' || path.startsWith('/api/views.')) shown(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;

  return {
    apiUrl: `${origin}/api/`,
    lead: (path, listener) => void bots.set(path, listener),
    async ask(path, payload) {
      const answered = new Promise<string>((resolve) => {
        shown = resolve;
      });
      const body = formBody({ response_url: `${origin}/shown`, ...payload });
      const startedAt = performance.now();
      await post(port, path, body);
      const text = await answered;
      return { ms: performance.now() - startedAt, shown: text };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const answers: Record<string, string> = {
  '/api/auth.test': '{"ok":true,"team_id":"T0OURS","user_id":"U0REVOX","bot_id":"B0REVOX"}',
  '/api/users.info': '{"ok":true,"user":{"team_id":"T0OURS"}}',
  '/api/views.open': '{"ok":true,"view":{"id":"V0"}}',
};

/** Without `fetch`, which takes a good part of the time that a small answer takes. */
async function post(port: number, path: string, body: string): Promise<void> {
  const headers = { ...signedHeaders(body, signingSecret), 'content-length': Buffer.byteLength(body) };
  const request = send({ host: '127.0.0.1', port, path, method: 'POST', headers });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  if (response.statusCode !== 200) throw new Error(`a bot answered Slack with ${response.statusCode}`);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
