import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { createLog } from '../../src/process/log.ts';
import { createSchedule, type Pass } from '../../src/process/schedule.ts';
import { type Coordination, coordinate } from '../../src/store/engine/coordination.ts';
import { openDatabase } from '../../src/store/engine/database.ts';
import { forgetTicksAhead } from '../../src/store/engine/runs.ts';
import { describeStores, openSqlite } from '../support/database.ts';

const everySecond = '* * * * * *';
const noon = Date.UTC(2026, 2, 29, 12);
const hour = 3_600_000;

let lines: string[] = [];
let started: ReturnType<typeof createSchedule>[] = [];
const log = createLog({ level: 'info', secrets: [], out: { write: (line) => lines.push(line) } });

beforeEach(() => {
  lines = [];
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((schedule) => schedule.stop(0)));
  vi.useRealTimers();
});

describe('by the clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: noon });
  });

  test('a pass runs at start and then at every tick', async () => {
    const pass = countedPass('poll');
    schedule([pass]).start();
    expect(pass.runs).toBe(1);

    await vi.advanceTimersByTimeAsync(3000);

    expect(pass.runs).toBe(4);
  });

  test('a tick during a run is left out', async () => {
    const pass = heldPass('poll');
    schedule([pass]).start();

    await vi.advanceTimersByTimeAsync(5000);
    expect(pass.runs).toBe(1);

    pass.release();
    await vi.advanceTimersByTimeAsync(1000);
    expect(pass.runs).toBe(2);
  });

  test('the first on the timetable begins ahead of the others, and they soon after', async () => {
    const poll = heldPass('sync');
    const other = countedPass('deliver');
    schedule([poll, other]).start();
    await vi.advanceTimersByTimeAsync(150);
    expect({ first: poll.runs, other: other.runs }).toEqual({ first: 1, other: 0 });

    await vi.advanceTimersByTimeAsync(100);
    expect(other.runs).toBe(1);
  });

  test('others begin as soon as the first has run', async () => {
    const [poll, other] = [countedPass('sync'), countedPass('deliver')];
    schedule([poll, other]).start();

    await vi.advanceTimersByTimeAsync(0);

    expect(other.runs).toBe(1);
  });

  test('a slow pass does not hold up another', async () => {
    const slow = heldPass('import');
    const quick = countedPass('deliver');
    schedule([slow, quick]).start();

    await vi.advanceTimersByTimeAsync(3000);

    expect(quick.runs).toBe(4);
  });

  test('a tick that a busy process comes late to is not left out', async () => {
    const pass = countedPass('digests', '0 0 * * * *');
    schedule([pass]).start();

    await vi.advanceTimersByTimeAsync(3_599_000);
    vi.setSystemTime(noon + 3_612_000);
    await vi.advanceTimersByTimeAsync(1000);

    expect(pass.runs).toBe(2);
  });

  test('a pass runs in both passings of an hour that summer time repeats', async () => {
    vi.setSystemTime(Date.UTC(2026, 9, 25, 0));
    const pass = countedPass('poll', '0 0 * * * *');
    schedule([pass]).start();

    await vi.advanceTimersByTimeAsync(4 * 3_600_000);

    expect(pass.runs).toBe(5);
  });

  test('a pass that throws is logged once with its cause, and goes on', async () => {
    let runs = 0;
    const run = async () => {
      if (++runs <= 3) throw new Error('poll failed', { cause: new Error('connect refused') });
    };
    schedule([{ name: 'poll', cron: everySecond, run }]).start();

    await vi.advanceTimersByTimeAsync(5000);

    expect(runs).toBe(6);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        level: 'error',
        pass: 'poll',
        err: { message: 'poll failed', cause: { message: 'connect refused' } },
      },
      { level: 'info', pass: 'poll', failures: 3, msg: 'the pass works again' },
    ]);
  });

  test('another failure of the same pass is logged too', async () => {
    let runs = 0;
    const run = async () => {
      throw new Error(++runs < 3 ? 'connect refused' : 'key refused');
    };
    schedule([{ name: 'poll', cron: everySecond, run }]).start();

    await vi.advanceTimersByTimeAsync(5000);

    expect(lines.map((line) => JSON.parse(line).err.message)).toEqual(['connect refused', 'key refused']);
  });

  test('nothing runs after a stop', async () => {
    const pass = countedPass('poll');
    const timetable = schedule([pass]);
    timetable.start();

    expect(await timetable.stop(1000)).toBe(true);
    await vi.advanceTimersByTimeAsync(5000);
    await timetable.wake('poll');

    expect(pass.runs).toBe(1);
  });

  test('each tick is run by one of two replicas', async () => {
    await using store = await openSqlite();
    const [one, other] = [countedPass('poll'), countedPass('poll')];
    schedule([one], coordinate(store.db, 'a'));
    schedule([other], coordinate(store.db, 'b'));
    for (const timetable of started) timetable.start();
    await vi.advanceTimersByTimeAsync(500);
    const atStart = one.runs + other.runs;

    await vi.advanceTimersByTimeAsync(10_000);

    expect(one.runs + other.runs).toBe(atStart + 10);
  });

  test('slots that come again after a clock was put back are run again', async () => {
    await using store = await openSqlite();
    const pass = countedPass('poll');
    schedule([pass], coordinate(store.db, 'a')).start();
    await vi.advanceTimersByTimeAsync(5_000);
    vi.setSystemTime(noon - 3_000);
    await forgetTicksAhead(store.db, Date.now());
    const before = pass.runs;

    await vi.advanceTimersByTimeAsync(5_000);

    expect(pass.runs).toBeGreaterThanOrEqual(before + 4);
  });

  test('a pass that waits for rows asks nothing of the store until it is woken, looks, or the clock was set', async () => {
    let asked = 0;
    let runs = 0;
    const coordination: Coordination = {
      takeTick: async () => ++asked > 0,
      finishTick: async () => undefined,
      exclusively: async (_name, run) => run(new AbortController().signal).then(() => true),
    };
    const run = async () => {
      runs++;
      return null;
    };
    const timetable = schedule([{ name: 'bundle', cron: everySecond, run }], coordination);
    timetable.start();
    await vi.advanceTimersByTimeAsync(50_000);
    expect([runs, asked]).toEqual([1, 0]);

    await timetable.wake('bundle');
    expect([runs, asked]).toEqual([2, 0]);

    await vi.advanceTimersByTimeAsync(61_000);
    expect([runs, asked]).toEqual([3, 1]);

    vi.setSystemTime(Date.now() - 7_200_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([runs, asked]).toEqual([4, 2]);
  });

  test.each([-72 * hour, -10_000, 10_000, 72 * hour])(
    'a pass that rests says again when it is due once the clock is set by %i ms, also where it fails at first',
    async (byMs) => {
      let at = noon;
      const ran: number[] = [];
      const run = async () => {
        ran.push(at);
        if (ran.length === 2) throw new Error('the database is away');
        return at + hour;
      };
      const clocks = { now: () => at, elapsed: () => Date.now() };
      const look = async () => null;
      const rows = { written: () => 0, lookEveryMs: 10_000 };
      const passes = [{ name: 'bundle', cron: everySecond, run, look }];
      const timetable = createSchedule(passes, { log, clocks, rows });
      started.push(timetable);
      const seconds = async (count: number) => {
        for (let second = 0; second < count; second += 1) {
          at += 1_000;
          await vi.advanceTimersByTimeAsync(1_000);
        }
      };
      timetable.start();
      await seconds(60);
      expect(ran).toEqual([noon]);

      at += byMs;
      await seconds(4);
      expect(ran).toHaveLength(3);
      await seconds(3_590);
      expect(ran).toHaveLength(3);
      await seconds(15);
      expect(ran).toHaveLength(4);
    },
  );

  test('a pass for every replica runs on both', async () => {
    await using store = await openSqlite();
    const [one, other] = [forEveryReplica(), forEveryReplica()];
    schedule([one], coordinate(store.db, 'a'));
    schedule([other], coordinate(store.db, 'b'));
    for (const timetable of started) timetable.start();

    await vi.advanceTimersByTimeAsync(3000);

    expect([one.runs, other.runs]).toEqual([4, 4]);
  });

  test('while the store does not answer the ticks are left out, with one line in the log', async () => {
    const pass = countedPass('poll');
    let answers = false;
    const refuse = () => Promise.reject(new Error('database is gone'));
    schedule([pass], {
      takeTick: () => (answers ? Promise.resolve(true) : refuse()),
      finishTick: () => Promise.resolve(),
      exclusively: async (_name, run) =>
        answers ? run(new AbortController().signal).then(() => true) : refuse(),
    }).start();

    await vi.advanceTimersByTimeAsync(5000);
    expect(pass.runs).toBe(0);
    expect(lines).toHaveLength(1);

    answers = true;
    await vi.advanceTimersByTimeAsync(2000);
    expect(pass.runs).toBe(2);
    expect(lines.at(-1)).toContain('the pass works again');
  });
});

describe('woken', () => {
  test('a pass runs at once, and who woke it can wait for its end', async () => {
    const pass = countedPass('poll', '0 0 0 1 1 *');

    await schedule([pass]).wake('poll');

    expect(pass.runs).toBe(1);
  });

  test('however often it is woken during a run, it runs once more', async () => {
    const pass = heldPass('poll');
    const timetable = schedule([pass]);
    const first = timetable.wake('poll');
    const later = [timetable.wake('poll'), timetable.wake('poll'), timetable.wake('poll')];
    expect(pass.runs).toBe(1);

    pass.release();
    await Promise.all([first, ...later]);

    expect(pass.runs).toBe(2);
    expect(pass.atOnce).toBe(1);
  });

  test('who wakes a failing pass is not handed its failure', async () => {
    const run = async () => {
      throw new Error('poll failed');
    };

    await schedule([{ name: 'poll', cron: everySecond, run }]).wake('poll');

    expect(lines).toHaveLength(1);
  });

  test('a pass that is not on the timetable cannot be woken', () => {
    expect(() => schedule([]).wake('pol')).toThrow('there is no pass “pol” on the timetable');
  });

  test('every run is counted with how it ended and how long it took', async () => {
    const runs: unknown[][] = [];
    const onRun = (...run: unknown[]) => runs.push(run);
    const passes = [
      countedPass('poll'),
      { ...countedPass('deliver'), run: () => Promise.reject(new Error()) },
    ];
    const timetable = createSchedule(passes, { log, onRun });

    await timetable.wake('poll');
    await timetable.wake('deliver');

    expect(runs).toEqual([
      ['poll', 'ok', expect.any(Number)],
      ['deliver', 'failed', expect.any(Number)],
    ]);
  });
});

describe('stopped', () => {
  test('what runs is asked to finish, and waited for', async () => {
    const steps: string[] = [];
    const timetable = schedule([
      {
        name: 'import',
        cron: everySecond,
        async run(signal) {
          await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
          steps.push('page stored');
        },
      },
    ]);
    void timetable.wake('import');

    expect(await timetable.stop(5000)).toBe(true);
    expect(steps).toEqual(['page stored']);
  });

  test('what does not finish is left behind at the limit', async () => {
    const pass = heldPass('import');
    const timetable = schedule([pass]);
    const run = timetable.wake('import');

    expect(await timetable.stop(1)).toBe(false);

    pass.release();
    await run;
  });

  test('who waited for one more run does not wait forever', async () => {
    const pass = heldPass('import');
    const timetable = schedule([pass]);
    void timetable.wake('import');
    const again = timetable.wake('import');
    const stopped = timetable.stop(5000);

    pass.release();
    await Promise.all([again, stopped]);

    expect(pass.runs).toBe(1);
  });
});

describeStores('two replicas', (open, kind) => {
  test('a pass woken on one while the other runs it waits its turn, and is not forgotten', async () => {
    await using store = await open();
    await using another = kind === 'Postgres' ? connect(store.url) : undefined;
    const shared = { atOnce: 0, most: 0 };
    const one = heldPass('poll', shared);
    const other = countedPass('poll', everySecond, shared);
    const replicaOne = schedule([one], coordinate(store.db, 'a'));
    const replicaOther = schedule([other], coordinate((another ?? store).db, 'b'));

    const running = replicaOne.wake('poll');
    await expect.poll(() => one.runs).toBe(1);
    await replicaOther.wake('poll');
    expect(other.runs).toBe(0);

    one.release();
    await running;
    await expect.poll(() => other.runs).toBe(1);
    expect(shared.most).toBe(1);
    await replicaOther.stop(5000);
  });
});

function schedule(passes: Pass[], coordination?: Coordination): ReturnType<typeof createSchedule> {
  const timetable = createSchedule(passes, { log, coordination, retryMs: 5 });
  started.push(timetable);
  return timetable;
}

function countedPass(name: string, cron = everySecond, shared = { atOnce: 0, most: 0 }) {
  return {
    name,
    cron,
    runs: 0,
    async run() {
      this.runs++;
      shared.most = Math.max(shared.most, ++shared.atOnce);
      await Promise.resolve();
      shared.atOnce--;
    },
  };
}

function forEveryReplica() {
  return Object.assign(countedPass('socket'), { everyReplica: true });
}

/** Runs until it is released, and from then on like any other. */
function heldPass(name: string, shared = { atOnce: 0, most: 0 }) {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    name,
    cron: everySecond,
    runs: 0,
    atOnce: 0,
    release: resolve,
    async run() {
      this.runs++;
      shared.most = Math.max(shared.most, ++shared.atOnce);
      this.atOnce = Math.max(this.atOnce, shared.atOnce);
      await promise;
      shared.atOnce--;
    },
  };
}

function connect(url: string) {
  const db = openDatabase(url);
  return { db, [Symbol.asyncDispose]: () => db.destroy() };
}
