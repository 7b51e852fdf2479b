import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';

import { createSchedule, type Pass } from '../src/schedule.ts';
import { coordinate } from '../src/store/coordination.ts';
import { writesTo } from '../src/store/database.ts';
import { DatabaseWatch } from '../src/store/database-trouble.ts';
import { type TimetableDeps, timetable } from '../src/timetable.ts';
import { outboxRoom } from './outbox/outbox-room.ts';
import { describeStores } from './support/database.ts';
import { MemoryList } from './support/memory-list.ts';
import { silentLog } from './support/silent-log.ts';

afterEach(() => {
  vi.useRealTimers();
});

describeStores('a minute in which nothing happens', (open, kind) => {
  /** Each of the six looks once a minute; on Postgres every five seconds, each time with a lease. */
  const most = kind === 'SQLite' ? 30 : 600;

  it(`costs at most ${most} questions, and what comes then is seen to at once`, async () => {
    await using store = await open();
    await using room = await outboxRoom(store.db, ['C1']);
    const passes = passesOf(room.deps, (pass) => void schedule.wake(pass));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: room.clock.now() });
    let underWay = 0;
    const begin = () => {
      underWay += 1;
      return () => {
        underWay -= 1;
      };
    };
    const schedule = createSchedule(passes, {
      log: silentLog,
      hangs: { begin, hanging: () => [] },
      clocks: { now: room.clock.now, elapsed: () => room.clock.now() },
      coordination: kind === 'Postgres' ? coordinate(store.db, 'a', room.clock.now) : undefined,
      rows: { written: () => writesTo(store.db), lookEveryMs: kind === 'Postgres' ? 5_000 : 60_000 },
    });
    schedule.start();
    const asked = vi.spyOn(DatabaseWatch.prototype, 'worked');
    const seconds = async (count: number) => {
      for (let second = 0; second < count; second += 1) {
        room.clock.forward(1_000);
        await vi.advanceTimersByTimeAsync(1_000);
        await quiet(
          () => asked.mock.calls.length,
          () => underWay,
        );
      }
    };
    await seconds(5);

    asked.mockClear();
    await seconds(60);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(most);
    expect(asked.mock.calls.length).toBeGreaterThan(0);

    await room.enqueue('m1', 'C1');
    await seconds(2);
    // A look would come later than this by the clock of the bot, which stands still from here.
    for (let tries = 0; room.slack.ledger.length === 0 && tries < 1_000; tries += 1) await sleep(5);
    expect(room.slack.ledger).toHaveLength(1);
    await schedule.stop(0);
  });
});

/** What a replica does each second by itself, with a list of Revox that is empty. */
function passesOf(delivery: TimetableDeps['delivery'], wake: (pass: string) => void): Pass[] {
  const list = new MemoryList();
  const deps: TimetableDeps = {
    delivery,
    exports: {
      courier: {} as TimetableDeps['exports']['courier'],
      timezone: 'UTC',
      folder: tmpdir(),
      mayHaveNumbers: () => false,
      mayAsk: async () => 'yes',
    },
    list,
    history: list,
    reader: 1,
    channels: { resolve: async () => ({ ids: new Map(), problem: null }) },
    admins: [],
    pollSchedule: '0 0 * * * *',
    retentionDays: 90,
    copies: null,
    log: silentLog,
    metrics: { polled: () => undefined, stored: () => undefined, posted: () => undefined },
    onImport: () => undefined,
    keepClock: async () => false,
    deleteFile: async () => 'kept',
    tellErased: async () => undefined,
    wake,
    wakeAt: () => undefined,
  };
  return timetable(deps).filter(({ cron }) => cron === '* * * * * *');
}

/** Until nothing is under way, and no question has been asked for a while. */
async function quiet(asked: () => number, underWay: () => number): Promise<void> {
  for (let before = -1; before !== asked() || underWay() > 0; ) {
    before = asked();
    await sleep(5);
  }
}
