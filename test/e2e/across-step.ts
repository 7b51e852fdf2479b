import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { aCall } from '../support/revox-server.ts';
import { botEnv, type RunningBot, startBot } from '../support/running-bot.ts';
import { SlackServer } from '../support/slack/slack-server.ts';
import { until } from '../support/slack/socket-mode-server.ts';
import { callsChannel } from './bot-in-time.ts';
import { callsTold, endedAt, startRevox } from './told.ts';

const preload = join(import.meta.dirname, '../support/stepping-clock.ts');
const command = [process.execPath, '--import', preload, 'src/main.ts'];
export const hour = 3_600_000;

/** How the clock comes to be set: under the process, or while nothing runs. */
export type Meanwhile = 'running' | 'down';

/** What is left when a call was told, the clock was set, and a second call was told within seconds. */
export interface AfterStep {
  posts: number;
  steps: string;
  /** How long an answer took right after the clock was set. */
  answeredInMs: number;
  /** How long the process did nothing else at most, from before the clock was set on. */
  heldMs: number;
}

export async function tellAcross(stepMs: number, meanwhile: Meanwhile): Promise<AfterStep> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-clock-'));
  await using revox = await startRevox({}, { now: Date.now }, 5);
  await using slack = await SlackServer.start({ channels: [{ id: callsChannel, name: 'calls' }] });
  const env = {
    ...botEnv(revox, slack, `file:${join(folder.path, 'revox.db')}`),
    SLACK_CALLS_CHANNEL: callsChannel,
    CLOCK_STEP_MS: String(stepMs),
  };
  const before = await startBot({ command, env });
  await using _ = before;
  // The first start, by the clock of Revox, is known to a second.
  await until(() => revox.requests.length > 6);
  revox.calls.push(aCall(endedAt(Date.now())));
  await until(() => callsTold(slack, callsChannel) === 1);

  // What is read of the loop begins anew each time.
  const begun = await metricsOf(before);
  await using bot = meanwhile === 'running' ? await setClock(before) : await restart(before, env, stepMs);
  const from = meanwhile === 'running' ? begun : await metricsOf(bot);
  const askedAt = performance.now();
  const health = await fetch(`${bot.url}/healthz`);
  if (!health.ok) throw new Error(`/healthz said ${health.status}`);
  const answeredInMs = performance.now() - askedAt;
  // The clock of Revox was not set.
  revox.calls.push(aCall(endedAt(Date.now())));
  await until(() => callsTold(slack, callsChannel) === 2);
  const to = await metricsOf(bot);
  return { posts: slack.ledger.length, steps: to.steps, answeredInMs, heldMs: heldBetween(from, to) };
}

/** How many calls are told of one that ended before the very first start and one after, by a clock that is wrong. */
export async function tellAfterFirstStart(aheadMs: number): Promise<number> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-clock-'));
  await using revox = await startRevox({}, { now: Date.now }, 5);
  await using slack = await SlackServer.start({ channels: [{ id: callsChannel, name: 'calls' }] });
  revox.calls.push(aCall(endedAt(Date.now() - 10_000)));
  const env = {
    ...botEnv(revox, slack, `file:${join(folder.path, 'revox.db')}`),
    SLACK_CALLS_CHANNEL: callsChannel,
    CLOCK_AHEAD_MS: String(aheadMs),
  };
  await using _ = await startBot({ command, env });
  await until(() => revox.requests.length > 6);
  revox.calls.push(aCall(endedAt(Date.now())));
  await until(() => callsTold(slack, callsChannel) > 0);
  const requests = revox.requests.length;
  await until(() => revox.requests.length > requests + 3);
  return callsTold(slack, callsChannel);
}

async function setClock(bot: RunningBot): Promise<RunningBot> {
  bot.signal('SIGUSR2');
  await until(() => bot.log().some(({ msg }) => msg === 'the clock of this machine was set'));
  return bot;
}

async function restart(bot: RunningBot, env: Record<string, string>, stepMs: number): Promise<RunningBot> {
  await bot.kill();
  return startBot({ command, env: { ...env, CLOCK_AHEAD_MS: String(stepMs) } });
}

type Measured = Awaited<ReturnType<typeof metricsOf>>;

async function metricsOf(bot: RunningBot) {
  const text = await (await fetch(`${bot.url}/metrics`)).text();
  const read = (name: string) => new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? 'none';
  return {
    steps: read('revox_slack_clock_steps_total'),
    longestLagMs: Number(read('nodejs_eventloop_lag_max_seconds')) * 1_000,
    workedMs: Number(read('process_cpu_seconds_total')) * 1_000,
  };
}

/** A process that had to wait for a processor was not held by what it did. */
function heldBetween(from: Measured, to: Measured): number {
  return Math.min(to.longestLagMs, to.workedMs - from.workedMs);
}
