import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { newestProgram } from '../src/process/bundle.ts';
import { SlackServer } from '../test/support/slack/slack-server.ts';
import { signingSecret } from './door.ts';
import { type ListServer, startListServer } from './list-server.ts';
import { nodeOptions } from './node-options.ts';
import type { History } from './rows/history.ts';

/** The product in a process of its own, between a Revox and a Slack in this one. */
export interface Bot extends AsyncDisposable {
  pid: number;
  /** Where it listens. */
  url: string;
  list: ListServer;
  slack: SlackServer;
}

export const webhookSecret = 'only-for-benches';
const root = join(import.meta.dirname, '..');

export async function startBot(
  history: History,
  databaseUrl: string,
  more: Record<string, string> = {},
): Promise<Bot> {
  const list = await startListServer(history);
  const slack = await SlackServer.start({
    channels: [{ id: 'C0CALLS', name: 'calls' }],
    kind: { doubts: 'taken' },
  });
  slack.on('auth.test', () => ({ ok: true, team_id: 'T0OURS', user_id: 'U0REVOX', bot_id: 'B0REVOX' }));
  const env = { ...environment(list, slack, databaseUrl), ...more };
  const child = spawn(process.execPath, [...nodeOptions, newestProgram('main')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  return {
    pid: child.pid as number,
    url: await urlOnceStarted(createInterface(child.stdout)),
    list,
    slack,
    async [Symbol.asyncDispose]() {
      // In order, so that the next one finds no lease of it.
      child.kill('SIGTERM');
      await once(child, 'close');
      await slack.close();
      await list[Symbol.asyncDispose]();
    },
  };
}

function environment(list: ListServer, slack: SlackServer, databaseUrl: string): Record<string, string> {
  return {
    REVOX_API_KEY: 'sk_bench',
    REVOX_BASE_URL: list.baseUrl,
    REVOX_WEBHOOK_SECRET: webhookSecret,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.url,
    SLACK_CALLS_CHANNEL: 'C0CALLS',
    POLL_SCHEDULE: '*/1 * * * * *',
    DATABASE_URL: databaseUrl,
    // The history may be of any month.
    RETENTION_DAYS: '36500',
    HOST: '127.0.0.1',
    PORT: '0',
  };
}

async function urlOnceStarted(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    if (line.includes('"msg":"started"')) return JSON.parse(line).url;
  }
  throw new Error('the bot did not start');
}

/** Resident memory of a process, in MB. */
export function residentMb(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1000;
}
