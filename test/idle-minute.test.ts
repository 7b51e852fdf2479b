import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, expect, it, vi } from 'vitest';
import type { PassDeps } from '../src/passes.ts';
import { createClockKeeper } from '../src/process/clock-keeper.ts';
import { lookEveryMs } from '../src/process/rest.ts';
import { createSchedule, type Pass } from '../src/process/schedule.ts';
import { coordinate } from '../src/store/engine/coordination.ts';
import { type Database, openDatabase, writesTo } from '../src/store/engine/database.ts';
import { DatabaseWatch } from '../src/store/engine/database-trouble.ts';
import { enqueueMessage } from '../src/store/messages/messages.ts';
import { timetable } from '../src/timetable.ts';
import { outboxRoom } from './outbox/outbox-room.ts';
import { describeStores, openPostgres } from './support/database.ts';
import { MemoryList } from './support/memory-list.ts';
import { silentLog } from './support/silent-log.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** Questions in a minute by what asks them; of all passes some twenty are the polls, a dozen marks of the clock. */
const parts = {
  'what works each second': { isMeant: ({ cron }: Pass) => cron === '* * * * * *', SQLite: 15, Postgres: 65 },
  'all that works by itself': { isMeant: () => true, SQLite: 58, Postgres: 138 },
};

describeStores('a minute in which nothing happens', (open, kind) => {
  it.for(Object.entries(parts))(
    'costs few questions, and what comes then is seen to at once: %s',
    async ([, { isMeant, ...most }]) => {
      await using store = await open();
      await using room = await outboxRoom(store.db, ['C1']);
      const { questions, countAnew } = await countQuestions(store.db);
      await using bot = startPasses(room, kind, isMeant);
      // At first incidents are judged by the weeks before.
      await bot.seconds(65, questions);

      countAnew();
      await bot.seconds(60, questions);
      expect(questions()).toBeLessThanOrEqual(most[kind]);
      expect(questions()).toBeGreaterThan(0);

      await room.enqueue('m1', 'C1');
      await bot.seconds(2, questions);
      // A look would come later than this by the clock of the bot, which stands still from here.
      await posted(room);
      expect(room.slack.ledger).toHaveLength(1);
    },
  );
});

it('what a replica left that died is seen to by another within ten seconds', async () => {
  await using store = await openPostgres();
  await using room = await outboxRoom(store.db, ['C1']);
  const { questions } = await countQuestions(store.db);
  await using bot = startPasses(room, 'Postgres', () => true);
  await bot.seconds(65, questions);

  const died = openDatabase(store.url);
  const message = { key: 'm1', channel: 'C1', form: 'bundle', kind: 'calls', subject: {}, calls: 1 } as const;
  await enqueueMessage(died, message, room.clock.now());
  await died.destroy();
  await bot.seconds(11, questions);
  await posted(room);
  expect(room.slack.ledger).toHaveLength(1);
});

/** Of this database alone, whatever else is still asked in the process. */
async function countQuestions(db: Database) {
  const asked = vi.spyOn(DatabaseWatch.prototype, 'worked');
  asked.mockClear();
  await sql`select 1`.execute(db);
  const own = asked.mock.contexts.at(-1);
  return {
    questions: () => asked.mock.contexts.filter((watch) => watch === own).length,
    countAnew: () => void asked.mockClear(),
  };
}

type Room = Awaited<ReturnType<typeof outboxRoom>>;

/** As `app.ts` starts them, by a clock that the test moves on. */
function startPasses(room: Room, kind: string, isMeant: (pass: Pass) => boolean) {
  const { db } = room.deps;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: room.clock.now() });
  let underWay = 0;
  const begin = () => {
    underWay += 1;
    return () => {
      underWay -= 1;
    };
  };
  /** What is asked before and after a run is under way too, however slow the database is. */
  const counted =
    <Args extends unknown[], Result>(ask: (...args: Args) => Promise<Result>) =>
    (...args: Args) =>
      ask(...args).finally(begin());
  const { takeTick, finishTick, exclusively } = coordinate(db, 'a', room.clock.now);
  const coordination = {
    takeTick: counted(takeTick),
    finishTick: counted(finishTick),
    exclusively: counted(exclusively),
  };
  const passes = passesOf(room.deps, (pass) => schedule.wake(pass))
    .filter(isMeant)
    .map((pass) => ({ ...pass, ...(pass.look && { look: counted(pass.look) }) }));
  const schedule = createSchedule(passes, {
    log: silentLog,
    hangs: { begin, hanging: () => [] },
    clocks: { now: room.clock.now, elapsed: () => room.clock.now() },
    coordination: kind === 'Postgres' ? coordination : undefined,
    rows: {
      written: () => writesTo(db),
      lookEveryMs: kind === 'Postgres' ? lookEveryMs.amongReplicas : lookEveryMs.alone,
    },
  });
  schedule.start();
  return {
    async seconds(count: number, questions: () => number) {
      for (let second = 0; second < count; second += 1) {
        room.clock.forward(1_000);
        await vi.advanceTimersByTimeAsync(1_000);
        await quiet(questions, () => underWay);
      }
    },
    async [Symbol.asyncDispose]() {
      await schedule.stop(0);
    },
  };
}

async function posted(room: Room): Promise<void> {
  for (let tries = 0; room.slack.ledger.length === 0 && tries < 6_000; tries += 1) await sleep(5);
}

/** What a replica does by itself, with a list of Revox that is empty. */
function passesOf(delivery: PassDeps['delivery'], wake: (pass: string) => Promise<boolean>): Pass[] {
  const list = new MemoryList();
  const { db, now } = delivery;
  const clock = { now, measure: async () => undefined };
  const keeper = createClockKeeper({ db, clock, log: silentLog, metrics: { stepped: () => undefined } });
  const deps: PassDeps = {
    delivery,
    exports: {
      courier: {} as PassDeps['exports']['courier'],
      timezone: 'UTC',
      folder: tmpdir(),
      mayHaveNumbers: () => false,
      hiddenFrom: () => [],
      mayAsk: async () => 'yes',
    },
    list,
    history: list,
    reader: 1,
    channels: { resolve: async () => ({ ids: new Map(), problem: null }) },
    configuration: { timezone: 'UTC', lookUp: async () => ({}) },
    people: { isThere: async () => true, permalink: async () => null },
    admins: [],
    pollSchedule: '*/30 * * * * *',
    retentionDays: 90,
    copies: null,
    log: silentLog,
    metrics: { polled: () => undefined, stored: () => undefined, posted: () => undefined },
    onImport: () => undefined,
    keepClock: keeper.keep,
    deleteFile: async () => 'kept',
    tellErased: async () => undefined,
    wake,
    wakeAt: () => undefined,
  };
  return timetable(deps);
}

/** Until nothing is under way, and no question has been asked for a while. */
async function quiet(asked: () => number, underWay: () => number): Promise<void> {
  for (let before = -1; before !== asked() || underWay() > 0; ) {
    before = asked();
    await sleep(5);
  }
}
