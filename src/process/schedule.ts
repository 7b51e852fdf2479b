import { setTimeout as sleep } from 'node:timers/promises';

import type { Instant } from '../calls/call.ts';
import { type RestingPass, type RestOptions, restBetweenRuns } from './rest.ts';
import { createRunner, type Pass, type Runner, type RunnerOptions } from './runner.ts';
import { type Clocks, createTicks, machineClocks } from './ticks.ts';

export type { Due, Pass } from './runner.ts';

export interface ScheduleOptions extends RunnerOptions {
  /** Called with how far the clock was set, before the passes run by the new time. */
  onStep?: ((byMs: number) => unknown) | undefined;
  /** By which slots are counted: replicas must agree on them. That of the machine when absent. */
  clocks?: Clocks | undefined;
  /** How it is noticed that rows came, while passes rest. Only a look each minute notices it when absent. */
  rows?: Omit<RestOptions, 'now'> | undefined;
}

/** The timetable of all background work. */
export function createSchedule(passes: Pass[], options: ScheduleOptions) {
  const { clocks = machineClocks, rows = { written: () => 0, lookEveryMs: 60_000 } } = options;
  const resting = passes.map((pass) => restBetweenRuns(pass, { ...rows, now: clocks.now }));
  const runners = new Map(resting.map(({ pass }) => [pass.name, createRunner(pass, options)]));
  const ticks = createTicks(
    resting.map((each) => ({
      cron: each.pass.cron,
      tick: (slot) => tickOf(each, runnerOf(each.pass.name), options.coordination, slot),
    })),
    (byMs) => {
      for (const each of resting) each.rouse();
      options.onStep?.(byMs);
    },
    clocks,
  );

  function runnerOf(name: string): Runner {
    const runner = runners.get(name);
    if (runner === undefined) throw new Error(`there is no pass “${name}” on the timetable`);
    return runner;
  }

  return {
    /**
     * Runs every pass once, since what fell due while nothing ran is waiting, and from then on by the clock. The first
     * on the timetable has a short head start, as what others compute would keep its question to the network waiting.
     */
    start(): void {
      ticks.start();
      const [first, ...others] = runners.values();
      const { promise: headStart, resolve: over } = Promise.withResolvers<void>();
      setTimeout(over, headStartMs).unref();
      void first?.tick().then(over);
      void headStart.then(() => {
        for (const runner of others) void runner.tick();
      });
    },
    /**
     * Runs the pass now; during a run, once more after it. Resolves when that run has ended, well or not; while another
     * replica runs the pass, at once and with false, and it is tried again soon.
     */
    wake: (name: string) => runnerOf(name).wake(),
    /** Starts nothing more and waits for what runs. False when something still ran at the limit. */
    async stop(limitMs: number): Promise<boolean> {
      ticks.stop();
      const idle = Promise.all([...runners.values()].map((runner) => runner.stop()));
      return within(limitMs, idle);
    },
  };
}

/** Each tick is run by one replica, whichever takes it first; a run also holds a lease. */
async function tickOf(
  { pass, isDue }: RestingPass,
  runner: Runner,
  coordination: RunnerOptions['coordination'],
  slot: Instant,
): Promise<void> {
  try {
    if (!(await isDue())) return;
    if (coordination === undefined || pass.everyReplica) return await runner.tick();
    const key = `${pass.name}:${new Date(slot).toISOString()}`;
    if (!(await coordination.takeTick(key, tickMs))) return;
    await runner.tick();
    await coordination.finishTick(key);
  } catch (error) {
    runner.failed(error);
  }
}

const headStartMs = 200;

/** The replica that took a tick has died by then, and another may take it. */
const tickMs = 30_000;

async function within(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const alarm = new AbortController();
  const late = sleep(limitMs, false, { signal: alarm.signal }).catch(() => false);
  const done = await Promise.race([work.then(() => true), late]);
  alarm.abort();
  return done;
}
