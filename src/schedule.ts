import { setTimeout as sleep } from 'node:timers/promises';
import { createTask, type ScheduledTask, type TaskOptions } from 'node-cron';

import type { Instant } from './calls/call.ts';
import type { Logger } from './log.ts';
import { createRunner, type Pass, type Runner, type RunnerOptions } from './runner.ts';

export type { Pass } from './runner.ts';

/** The timetable of all background work. */
export interface Schedule {
  /** Runs every pass once, since what fell due while nothing ran is waiting, and from then on by the clock. */
  start(): void;
  /**
   * Runs the pass now; during a run, once more after it. Resolves when that run has ended, well or not; while another
   * replica runs the pass, at once, and it is tried again soon.
   */
  wake(name: string): Promise<void>;
  /** Starts nothing more and waits for what runs. False when something still ran at the limit. */
  stop(limitMs: number): Promise<boolean>;
}

export function createSchedule(passes: Pass[], options: RunnerOptions): Schedule {
  const runners = new Map(passes.map((pass) => [pass.name, createRunner(pass, options)]));
  const tasks = passes.map((pass) => createTicks(pass, runnerOf(pass.name), options));

  function runnerOf(name: string): Runner {
    const runner = runners.get(name);
    if (runner === undefined) throw new Error(`there is no pass “${name}” on the timetable`);
    return runner;
  }

  return {
    start() {
      for (const task of tasks) void task.start();
      for (const runner of runners.values()) void runner.tick();
    },
    wake: (name) => runnerOf(name).wake(),
    async stop(limitMs) {
      for (const task of tasks) void task.destroy();
      const idle = Promise.all([...runners.values()].map((runner) => runner.stop()));
      return within(limitMs, idle);
    },
  };
}

/** The next two times of a cron expression, in UTC. */
export function nextTicks(cron: string): Instant[] {
  const task = createTask(cron, () => undefined, { timezone: 'UTC' });
  const ticks = task.getNextRuns(2).map((date) => date.getTime());
  void task.destroy();
  return ticks;
}

/**
 * node-cron is the alarm clock and no more. It forgets what it missed, so a pass finds out from the store what is due;
 * and an event loop that was busy for a while is no reason to leave a tick out.
 */
function createTicks(pass: Pass, runner: Runner, { log, coordination }: RunnerOptions): ScheduledTask {
  return createTask(pass.cron, () => runner.tick(), {
    name: pass.name,
    timezone: 'UTC',
    missedExecutionTolerance: 60_000,
    suppressMissedWarning: true,
    logger: cronLogger(log, pass.name),
    ...(coordination !== undefined && !pass.everyReplica && sharedOut(coordination, runner)),
  });
}

function sharedOut(coordination: NonNullable<RunnerOptions['coordination']>, runner: Runner): TaskOptions {
  return {
    distributed: true,
    distributedLease: 30_000,
    runCoordinator: {
      shouldRun: (key, ttlMs) => coordination.takeTick(key, ttlMs).catch(failed(false)),
      onComplete: (key) => coordination.finishTick(key).catch(failed(undefined)),
    },
  };

  function failed<Answer>(answer: Answer) {
    return (error: unknown) => {
      runner.failed(error);
      return answer;
    };
  }
}

function cronLogger(log: Logger, pass: string): NonNullable<TaskOptions['logger']> {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (message) => log.warn({ pass }, message),
    error: (message, err) => log.error({ pass, err: err ?? message }, 'the timetable failed'),
  };
}

async function within(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const alarm = new AbortController();
  const late = sleep(limitMs, false, { signal: alarm.signal }).catch(() => false);
  const done = await Promise.race([work.then(() => true), late]);
  alarm.abort();
  return done;
}
