import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { endWithUs } from '../../demo/guard.ts';
import { compiledOnce } from './compiled-once.ts';
import type { RevoxServer } from './revox-server.ts';
import type { SlackServer } from './slack/slack-server.ts';

const main = join(import.meta.dirname, '../../src/main.ts');

/** The product exactly as in production: its own process, told nothing but an environment. */
export interface BotProcess extends AsyncDisposable {
  /** What it printed so far. */
  readonly lines: string[];
  send(signal: NodeJS.Signals): void;
  /** Ends it in the middle of whatever it does. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop, as a supervisor does. @returns its exit code; null when it had to be killed. */
  stop(): Promise<number | null>;
  /** Its exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** The bot gives itself ten seconds. */
const stopWithinMs = 15_000;

export function startBotProcess(environment: Record<string, string>): BotProcess {
  const child = spawn(process.execPath, [main], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr])
    createInterface(output).on('line', (line) => lines.push(line));
  const letGo = endWithUs(child, 'KILL');
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    letGo();
    return code ?? null;
  });

  async function kill(): Promise<void> {
    child.kill('SIGKILL');
    await ended;
  }

  return {
    lines,
    ended,
    send: (signal) => void child.kill(signal),
    kill,
    async stop() {
      child.kill('SIGTERM');
      const timeout = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
      return ended.finally(() => clearTimeout(timeout));
    },
    [Symbol.asyncDispose]: kill,
  };
}

export const signingSecret = 'only-for-tests';

interface Neighbours {
  revox: RevoxServer;
  slack: SlackServer;
  databaseUrl: string;
}

/** All that a process needs to know; `more` is whatever differs. */
export function botEnvironment(neighbours: Neighbours, more: Record<string, string> = {}) {
  const { revox, slack, databaseUrl } = neighbours;
  return {
    REVOX_API_KEY: revox.key,
    REVOX_BASE_URL: revox.baseUrl,
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.url,
    SLACK_CALLS_CHANNEL: 'C0CALLS',
    POLL_SCHEDULE: '*/1 * * * * *',
    DATABASE_URL: databaseUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    ...compiledOnce,
    ...more,
  };
}
