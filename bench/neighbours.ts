import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { SlackServer } from '../test/support/slack/slack-server.ts';
import { measureAtRest, pollEverySeconds, type Standing } from './at-rest.ts';
import { withinAMinute } from './bot.ts';
import { startListServer } from './list-server.ts';
import { installedNodeRed, nodeRedIn, type Polling } from './node-red.ts';
import type { Figures } from './row.ts';
import { history } from './rows/history.ts';
import { rowText } from './rows/sample-row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

const sizes = { '1,000': 1_000, '1,000,000': 1_000_000 };

/** What one could run instead, over lists as long, in the same minutes as our own process at rest. */
export async function neighbours(
  scale: Scale,
  _stores: Stores,
  quiet: () => Promise<unknown>,
): Promise<Figures> {
  const programs: Record<string, Arguments> = { 'naive poller': naivePoller };
  const nodeRed = scale.name === 'full' ? await installedNodeRed() : null;
  if (nodeRed !== null) programs['Node-RED'] = (polling, folder) => nodeRedIn(folder, nodeRed, polling);

  const startedAt = performance.now();
  await using stack = new AsyncDisposableStack();
  const all = [];
  for (const [name, argumentsOf] of Object.entries(programs))
    for (const [size, calls] of Object.entries(sizes))
      all.push({ name, size, standing: stack.use(await startNeighbour(calls, argumentsOf)) });
  await Promise.all([sleep(scale.restMs), quiet()]);
  const stoodMs = performance.now() - startedAt;
  const found = await measureAtRest(
    all.map(({ standing }) => standing),
    scale,
  );
  const figures: Figures = { 'stood since their start': { value: stoodMs / 60_000 } };
  for (const [index, { residentMb, cpuSecondsPer100 }] of found.entries()) {
    const { name, size } = all[index] ?? {};
    figures[`${name}: resident with ${size} calls`] = { value: residentMb };
    figures[`${name}: CPU of 100 polls with ${size} calls`] = { value: cpuSecondsPer100 };
  }
  return figures;
}

/** Of Node, to run it. @param folder Its own, gone afterwards. */
type Arguments = (polling: Polling, folder: string) => string[] | Promise<string[]>;

const naivePoller: Arguments = ({ listUrl, slackUrl, channel, everySeconds }) => [
  join(import.meta.dirname, 'naive-poller.js'),
  listUrl,
  slackUrl,
  channel,
  String(everySeconds),
];

async function startNeighbour(calls: number, argumentsOf: Arguments): Promise<Standing> {
  const past = history(calls);
  const list = await startListServer(past);
  const slack = await SlackServer.start({ channels: [{ id: 'C0CALLS', name: 'calls' }] });
  const folder = join(tmpdir(), 'revox-bench', `scratch-neighbour-${randomUUID()}`);
  const polling = {
    listUrl: list.baseUrl,
    slackUrl: slack.url,
    channel: 'C0CALLS',
    everySeconds: pollEverySeconds,
  };
  const child = spawn(process.execPath, await argumentsOf(polling, folder), {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  // It knows what was there before, and posts what comes.
  if (!(await withinAMinute(() => list.pages > 0))) throw new Error('a neighbour does not poll');
  await sleep(500);
  list.arrived.unshift(rowText(calls, Date.now(), 'human'));
  if (!(await withinAMinute(() => slack.ledger.length > 0))) throw new Error('a neighbour posts nothing');
  return {
    pid: child.pid as number,
    list,
    async [Symbol.asyncDispose]() {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
      await slack.close();
      await list[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
