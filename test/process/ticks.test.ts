import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { createTicks, nextTicks, type Ticks } from '../../src/process/ticks.ts';

const noon = Date.UTC(2026, 2, 29, 12);
const hour = 3_600_000;

let ticks: Ticks | undefined;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: noon });
});

afterEach(() => {
  ticks?.stop();
  vi.useRealTimers();
});

/** Two clocks of a machine: time passes on both, and one of them can be set. */
function machine() {
  let elapsed = 0;
  let setTo = noon;
  const called = new Map<string, number>();
  const steps: number[] = [];
  const begin = (...crons: string[]) => {
    const timed = crons.map((cron) => ({
      cron,
      tick: () => void called.set(cron, (called.get(cron) ?? 0) + 1),
    }));
    const clocks = { now: () => setTo + elapsed, elapsed: () => elapsed };
    ticks = createTicks(timed, (byMs) => steps.push(Math.round(byMs)), clocks);
    ticks.start();
  };
  return {
    begin,
    steps,
    calls: (cron: string) => called.get(cron) ?? 0,
    async passes(ms: number) {
      for (let passed = 0; passed < ms; passed += 100) {
        elapsed += 100;
        vi.setSystemTime(setTo + elapsed - 100);
        await vi.advanceTimersByTimeAsync(100);
      }
    },
    set(byMs: number) {
      setTo += byMs;
    },
  };
}

const everySecond = '* * * * * *';
const everyMinute = '20 * * * * *';
const everyMorning = '0 30 9 * * *';

it.each([20_000, 600_000, 2 * hour, 72 * hour])(
  'goes on within a second when the clock is put back by %i ms',
  async (ms) => {
    const it = machine();
    it.begin(everySecond, everyMinute);
    await it.passes(10_000);
    it.set(-ms);
    const before = it.calls(everySecond);
    await it.passes(1_200);
    expect(it.calls(everySecond)).toBeGreaterThan(before);
    await it.passes(60_000);
    expect(it.calls(everySecond)).toBeGreaterThanOrEqual(before + 60);
    expect(it.calls(everyMinute)).toBeGreaterThanOrEqual(1);
    expect(it.steps).toEqual([-ms]);
  },
);

it.each([8 * hour, 72 * hour])(
  'calls what was missed once when the clock leaps ahead by %i ms',
  async (ms) => {
    const it = machine();
    it.begin(everySecond, everyMinute, everyMorning);
    await it.passes(5_000);
    const before = it.calls(everySecond);
    it.set(ms);
    await it.passes(1_000);
    expect(it.calls(everySecond) - before).toBeLessThanOrEqual(2);
    expect(it.calls(everyMinute)).toBe(1);
    expect(it.calls(everyMorning)).toBe(ms > 22 * hour ? 1 : 0);
    expect(it.steps).toEqual([ms]);
  },
);

it('takes no notice of clocks that drift', async () => {
  const it = machine();
  it.begin(everySecond);
  for (let second = 0; second < 30; second += 1) {
    it.set(20);
    await it.passes(1_000);
  }
  expect(it.steps).toEqual([]);
});

it('gives the next ticks of an expression in UTC, after whatever time it is asked for', () => {
  expect(nextTicks('*/30 * * * * *', noon + 1)).toEqual([noon + 30_000, noon + 60_000]);
  expect(nextTicks(everyMorning, noon - 72 * hour)).toEqual([noon - 50.5 * hour, noon - 26.5 * hour]);
});
