import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { compiledOnce } from './compiled-once.ts';
import type { RevoxServer } from './revox-server.ts';
import type { SlackServer } from './slack/slack-server.ts';

/** The bot as its own process, as it runs for people. */
export interface RunningBot extends AsyncDisposable {
  url: string;
  pid: number | undefined;
  /** What it has logged so far. */
  log(): LogLine[];
  /** As a supervisor stops it. @returns its exit code. */
  stop(): Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
  /** Its exit code, once it ended by itself or by a signal. */
  ended: Promise<number | null>;
  /** As a power cut does. */
  kill(): Promise<void>;
}

type LogLine = { level: string; msg: string } & Record<string, unknown>;

interface BotOptions {
  env: Record<string, string>;
  /** Program and arguments, when it is not `src/main.ts` of this repository. */
  command?: string[];
  cwd?: string;
  /** Who runs it. */
  identity?: Pick<SpawnOptions, 'uid' | 'gid'>;
}

const root = join(import.meta.dirname, '../..');

export async function startBot(options: BotOptions): Promise<RunningBot> {
  const { env, command = [process.execPath, 'src/main.ts'], cwd = root, identity = {} } = options;
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd, env, ...identity, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = collect(child);
  const closed = once(child, 'close');
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await closed;
    return child.exitCode;
  };
  const url = await untilStarted(child, printed);
  return {
    url,
    pid: child.pid,
    log: () => linesOf(printed()),
    stop: () => end('SIGTERM'),
    signal: (signal) => void child.kill(signal),
    ended: closed.then(() => child.exitCode),
    kill: async () => void (await end('SIGKILL')),
    [Symbol.asyncDispose]: async () => void (await end('SIGKILL')),
  };
}

/** Over HTTP, on any free port, asking as often as a schedule can. */
export function botEnv(revox: RevoxServer, slack: SlackServer, databaseUrl: string): Record<string, string> {
  return {
    REVOX_API_KEY: revox.key,
    REVOX_BASE_URL: revox.baseUrl,
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_SIGNING_SECRET: 'signing-secret-of-the-test',
    SLACK_API_URL: slack.url,
    POLL_SCHEDULE: '* * * * * *',
    DATABASE_URL: databaseUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    ...compiledOnce,
  };
}

function collect(child: ChildProcess): () => string {
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      printed += chunk;
    });
  return () => printed;
}

function untilStarted(child: ChildProcess, printed: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      const started = linesOf(printed()).find(({ msg }) => msg === 'started');
      if (started !== undefined) resolve(String(started.url));
    });
    child.on('error', reject);
    child.on('close', () => reject(new Error(`the bot ended before it had started:\n${printed()}`)));
  });
}

/** The last line may not be whole yet. */
function linesOf(printed: string): LogLine[] {
  return printed.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as LogLine];
    } catch {
      return [];
    }
  });
}
