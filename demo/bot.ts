import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { ownProgram, root } from '../src/process/bundle.ts';
import { endWithUs } from './guard.ts';

export interface Bot {
  /** Where it listens, by its own word. */
  url: string;
  /** Resolves when the process has ended, wanted or not. */
  ended: Promise<void>;
  /** The last lines of its log, for when it ended unasked. */
  lastLogLines(): Promise<string>;
  stop(): Promise<void>;
}

export interface BotOptions {
  environment: Record<string, string>;
  logPath: string;
}

const startTimeoutMs = 60_000;
/** The bot gives itself ten seconds. */
const stopTimeoutMs = 12_000;

/** The bot exactly as in production: its own program, its own process, nothing but an environment. */
export async function startBot({ environment, logPath }: BotOptions): Promise<Bot> {
  const log = await open(logPath, 'w');
  const child = spawn(process.execPath, [ownProgram('main')], {
    cwd: root,
    env: environment,
    stdio: ['ignore', log.fd, log.fd],
    // Its own process group: Ctrl-C in the terminal reaches only the demo, which then stops the bot in order.
    detached: process.platform !== 'win32',
  });
  await log.close();
  const killIfLeft = () => child.kill('SIGKILL');
  process.once('exit', killIfLeft);
  const letGo = endWithUs(child);
  const ended = once(child, 'exit').then(() => {
    letGo();
    process.off('exit', killIfLeft);
  });

  const bot = { ended, lastLogLines: () => lastLines(logPath), stop: () => stop(child, ended) };
  return { ...bot, url: await untilStarted(bot, child, logPath) };
}

/** Its log says so. Asking a port could be answered by the bot of another demo. */
async function untilStarted(bot: Omit<Bot, 'url'>, child: ChildProcess, logPath: string): Promise<string> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline && hasNotEnded(child)) {
    const log = await readFile(logPath, 'utf8');
    const started = log.split('\n').find((line) => line.endsWith('"msg":"started"}'));
    if (started !== undefined) return (JSON.parse(started) as { url: string }).url;
    await Promise.race([delay(100), bot.ended]);
  }
  await bot.stop();
  throw new Error(`The bot did not start. Its log ends with:\n${await bot.lastLogLines()}`);
}

function hasNotEnded(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (!hasNotEnded(child)) return;
  child.kill('SIGTERM');
  const timeout = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await ended;
  clearTimeout(timeout);
}

async function lastLines(path: string): Promise<string> {
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  return lines.slice(-15).join('\n');
}
