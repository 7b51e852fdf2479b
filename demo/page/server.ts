import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { z } from 'zod';

import { files } from '../files.ts';
import { startLoopbackServer } from '../loopback-server.ts';
import type { Revox } from '../revox/emulator.ts';
import type { StoryName } from '../revox/stories.ts';
import type { Gestures } from '../slack/gestures.ts';
import { readBody } from '../slack/http-body.ts';
import { namesIn } from '../slack/shown-text.ts';
import type { Workspace } from '../slack/workspace.ts';
import { messageShortcuts, slashCommand } from './app-menus.ts';
import { askForDigest } from './ask-for-digest.ts';
import { backstageView } from './backstage.ts';
import { blockStyles } from './block-styles.ts';
import { type Board, openBoard } from './board.ts';
import { liveStream } from './live-stream.ts';
import { avatar } from './pictures.ts';
import { placesOf } from './places.ts';
import { type RouteDeps, routes } from './routes.ts';
import { shell } from './shell.ts';
import { openStage } from './stage.ts';
import { workNow } from './work-now.ts';

export interface PageOptions {
  port: number;
  workspace: Workspace;
  gestures: Gestures;
  revox: Pick<Revox, 'controls'>;
  timezone: string;
  /** Opened before anything happens in the workspace; else it shows what happens from now on. */
  board?: Board;
  /** The company whose calls are shown. */
  story?: StoryName;
  chooseStory?: (story: StoryName) => void;
}

export interface Page {
  url: string;
  close(): Promise<void>;
}

/** The workspace as a page in a browser: what happens in Slack goes out, what a person does comes in. */
export async function startPage(options: PageOptions): Promise<Page> {
  const { workspace, gestures, revox, timezone, board = openBoard(workspace.listen) } = options;
  const { story = 'sales', chooseStory = () => undefined } = options;
  const places = placesOf(workspace);
  const person = { gestures, places, timezone, clock: Date.now };
  const stage = openStage({
    controls: revox.controls,
    story,
    askForDigest: () => askForDigest(person),
    workNow: workNow(person),
    chooseStory,
  });
  const deps: RouteDeps = { board, gestures, stage, places };
  const runId = randomUUID();
  const live = liveStream(board, stage, runId, {
    blocks: namesIn(workspace),
    shortcuts: messageShortcuts(),
    personId: workspace.personId,
    directMessageId: workspace.directMessage.id,
  });

  const { url, close } = await startLoopbackServer(options.port, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (isMisread(error)) return json(response, 400, { error: 'The page sent what cannot be read.' });
      json(response, 500, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  return {
    url: `${url}/`,
    close: () => {
      live.end();
      return close();
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('Content-Security-Policy', contentSecurityPolicy);
    response.setHeader('Cache-Control', 'no-store');
    if (request.method === 'POST') return act(pathname, request, response);
    if (pathname === '/') return send(response, 'text/html', page());
    if (pathname === '/live') return live.join(searchParams.get('window') ?? '', response);
    if (pathname === '/blocks.css') return send(response, 'text/css', await blockStyles());
    if (pathname === '/icon.svg') return send(response, 'image/svg+xml', icon());
    const [, folder, ...names] = pathname.split('/');
    if (folder === 'client') return sendClientFile(names.join('/'), response);
    if (folder === 'uploads') return sendUpload(names, response);
    return json(response, 404, { error: 'There is no such page.' });
  }

  /** JSON only: a page from elsewhere cannot send that here without asking, and is not allowed to. */
  async function act(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    const isJson = request.headers['content-type'] === 'application/json';
    if (route === undefined || !isJson) return json(response, 404, { error: 'Nothing to be done there.' });
    live.acts(String(request.headers['x-window'] ?? ''));
    json(response, 200, await route(JSON.parse((await readBody(request)).toString()), deps));
  }

  function page(): string {
    return shell({ runId, places, command: slashCommand(), backstage: backstageView(stage.state()) });
  }

  async function sendUpload([id = '', name = '']: string[], response: ServerResponse): Promise<void> {
    const file = await workspace.download(id, decodeURIComponent(name));
    if (!file.ok) return json(response, 404, { error: 'There is no such file.' });
    send(response, file.headers.get('content-type') ?? 'text/plain', Buffer.from(await file.arrayBuffer()));
  }
}

function isMisread(error: unknown): boolean {
  return error instanceof z.ZodError || error instanceof SyntaxError;
}

const contentSecurityPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

const contentTypes: Record<string, string> = { js: 'text/javascript', css: 'text/css' };

async function sendClientFile(name: string, response: ServerResponse): Promise<void> {
  const contentType = /^[a-z-]+\.(js|css)$/.exec(name)?.[1];
  if (contentType === undefined) return json(response, 404, { error: 'There is no such file.' });
  const file = await readFile(join(files.client, name));
  send(response, contentTypes[contentType] ?? 'text/plain', file);
}

function icon(): string {
  return renderToStaticMarkup(avatar()).replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
}

function send(response: ServerResponse, contentType: string, content: string | Buffer): void {
  response.writeHead(200, { 'Content-Type': `${contentType}; charset=utf-8` });
  response.end(content);
}

function json(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}
