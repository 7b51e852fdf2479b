import { createTask } from 'node-cron';

import type { Instant } from '../calls/call.ts';

export interface Clocks {
  /** The time of day, which somebody or something may set. */
  now(): Instant;
  /** What only goes forward, in ms: https://nodejs.org/api/perf_hooks.html#performancenow */
  elapsed(): number;
}

export const machineClocks: Clocks = { now: () => Date.now(), elapsed: () => performance.now() };

export interface Timed {
  /** Six fields, in UTC. */
  cron: string;
  /** @param slot The time that was due. */
  tick(slot: Instant): unknown;
}

export interface Ticks {
  start(): void;
  stop(): void;
}

/** Both clocks run at slightly different speeds; what differs by more between two looks was set. */
const stepMs = 5_000;
const longestLookMs = 1_000;

/**
 * Calls what is due, by a timer that no clock can hold up. node-cron would wait until the clock comes by its slot again
 * after the clock was put back, and would walk through every missed second after it leapt ahead; here it only reads
 * expressions. What is due more than once by a leap is called once.
 *
 * @param onStep Called with how far the clock was set, before anything runs by the new time.
 */
export function createTicks(
  timed: Timed[],
  onStep: (byMs: number) => unknown,
  { now, elapsed }: Clocks = machineClocks,
): Ticks {
  const all = timed.map((each) => ({ ...each, next: scheduleOf(each.cron), dueAt: 0 }));
  let timer: NodeJS.Timeout | undefined;
  let last = { now: 0, elapsed: 0 };

  return {
    start() {
      last = { now: now(), elapsed: elapsed() };
      for (const each of all) each.dueAt = each.next(now());
      wait();
    },
    stop: () => clearTimeout(timer),
  };

  function wait(): void {
    const soonest = Math.min(...all.map(({ dueAt }) => dueAt)) - now();
    timer = setTimeout(look, Math.min(Math.max(soonest, 1), longestLookMs));
  }

  function look(): void {
    const at = { now: now(), elapsed: elapsed() };
    const steppedMs = at.now - last.now - (at.elapsed - last.elapsed);
    last = at;
    if (Math.abs(steppedMs) > stepMs) onStep(steppedMs);
    for (const each of all) {
      const slot = each.dueAt;
      // After a step back the old slot would be far ahead.
      if (steppedMs < -stepMs) each.dueAt = each.next(now());
      if (slot > at.now && steppedMs >= -stepMs) continue;
      each.dueAt = each.next(now());
      each.tick(Math.min(slot, at.now));
    }
    wait();
  }
}

/** The next two times of a cron expression, in UTC. */
export function nextTicks(cron: string, now: Instant): Instant[] {
  const next = scheduleOf(cron);
  const first = next(now);
  return [first, next(first)];
}

/** `getNextRuns` would go by the clock of this machine, which need not be that of the store. */
function nextMatch(expression: ReturnType<typeof createTask>, after: Instant): Instant {
  const { timeMatcher } = expression as unknown as { timeMatcher: { getNextMatch(after: Date): Date } };
  return timeMatcher.getNextMatch(new Date(after)).getTime();
}

const schedules = new Map<string, (after: Instant) => Instant>();

/** @returns what gives the next time of an expression after another one. */
function scheduleOf(cron: string): (after: Instant) => Instant {
  const next = schedules.get(cron) ?? readSchedule(cron);
  schedules.set(cron, next);
  return next;
}

function readSchedule(cron: string): (after: Instant) => Instant {
  const [, everySeconds] = /^\*(?:\/(1|2|5|10|15|20|30))? \* \* \* \* \*$/.exec(cron) ?? [cron, null];
  const [, atSecond] = /^(\d{1,2}) \* \* \* \* \*$/.exec(cron) ?? [];
  // Most schedules are such, and to ask node-cron for each second of the day would cost more than what it is for.
  if (everySeconds !== null) return (after) => nextMultiple(after, Number(everySeconds ?? 1) * 1_000, 0);
  if (atSecond !== undefined) return (after) => nextMultiple(after, 60_000, Number(atSecond) * 1_000);
  const expression = createTask(cron, () => undefined, { timezone: 'UTC' });
  return (after) => nextMatch(expression, after);
}

function nextMultiple(after: Instant, everyMs: number, offsetMs: number): Instant {
  return (Math.floor((after - offsetMs) / everyMs) + 1) * everyMs + offsetMs;
}
