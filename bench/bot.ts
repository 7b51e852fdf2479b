import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { newestProgram } from '../src/process/bundle.ts';
import { allocation } from '../src/process/launch.ts';
import { formBody, signedHeaders, slashCommand } from '../test/support/slack/slack-requests.ts';
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
    channels: [
      { id: 'C0CALLS', name: 'calls' },
      { id: 'C0DIGEST', name: 'digest' },
    ],
    kind: { doubts: 'taken' },
  });
  slack.on('auth.test', () => ({ ok: true, team_id: 'T0OURS', user_id: 'U0REVOX', bot_id: 'B0REVOX' }));
  slack.on('users.info', ({ user }) => ({ ok: true, user: { id: user, team_id: 'T0OURS', tz: 'UTC' } }));
  const env = { ...allocation, ...environment(list, slack, databaseUrl), ...more };
  const child = spawn(process.execPath, [...nodeOptions, newestProgram('main')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  return {
    pid: child.pid as number,
    url: await urlOnceStarted(createInterface(child.stdout)),
    list,
    slack,
    async [Symbol.asyncDispose]() {
      // In order, so that the next one finds no lease of it.
      child.kill('SIGTERM');
      await once(child, 'close');
      process.off('exit', end);
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

/** A person types this. @returns what they are shown at last, or nothing after a minute. */
export async function askBot(bot: Bot, text: string, person = 'U0ANNA'): Promise<string> {
  const url = bot.slack.responseUrl();
  const body = formBody({ ...slashCommand(text), response_url: url, user_id: person });
  const headers = signedHeaders(body, signingSecret);
  await fetch(`${bot.url}/slack/events`, { method: 'POST', body, headers });
  const answers = () => bot.slack.responses.filter((response) => response.url === url);
  await withinAMinute(() => answers().length > 0);
  const shown = JSON.stringify(answers().at(-1)?.body ?? '');
  if (shown.includes('I only answer members')) throw new Error('the bot takes the person for a stranger');
  return shown;
}

/** @returns whether it came true. */
export async function withinAMinute(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const endAt = performance.now() + 60_000; performance.now() < endAt; await sleep(50))
    if (await isSo()) return true;
  return false;
}
