import { beforeEach, describe, expect, it } from 'vitest';
import type { DetailedCall } from '../../src/calls/call.ts';
import { firstStart } from '../../src/store/calls/first-start.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { subscribe } from '../../src/store/settings/subscriptions.ts';
import { followClock, markClock } from '../../src/store/upkeep/clock-step.ts';
import { healthOf } from '../../src/store/upkeep/health.ts';
import { importHistory } from '../../src/sync/import-history.ts';
import { forgetPollPause } from '../../src/sync/poll-health.ts';
import { retrySetAside } from '../../src/sync/retry-set-aside.ts';
import { syncCalls } from '../../src/sync/sync-calls.ts';
import { openSqlite, type TestStore } from '../support/database.ts';
import { MemoryList, readFailure } from '../support/memory-list.ts';
import { failedCall, mondayNoon, sampleCall } from '../support/sample-calls.ts';

const minute = 60_000;
let store: TestStore;
let db: Database;
let list: MemoryList;
let clock: number;

beforeEach(async () => {
  store = await openSqlite();
  db = store.db;
  list = new MemoryList();
  clock = mondayNoon;
  await hear('C0CALLS', 'calls');
  return () => store[Symbol.asyncDispose]();
});

async function hear(channel: string, topic: 'calls' | 'errors' | 'incidents') {
  await subscribe(db, { channel, topic, filter: '', options: {} }, 'environment', 0);
}

function deps() {
  return { db, list, now: () => clock, reader: 1, chance: () => 0 };
}

async function pass() {
  clock += minute;
  return syncCalls(deps());
}

/** The first start, with whatever is in the list as history. */
async function started() {
  await syncCalls(deps());
  while (!(await importHistory(deps())).progress.done);
}

function ended(id: string, different: Partial<DetailedCall> = {}): DetailedCall {
  return sampleCall({ id, startedAt: clock, answeredAt: clock, endedAt: clock, ...different });
}

function open(id: string, different: Partial<DetailedCall> = {}): DetailedCall {
  return ended(id, { status: 'ongoing', result: null, endedAt: null, ...different });
}

async function told(): Promise<string[]> {
  const rows = await db.selectFrom('news').select('call_id').orderBy('call_id').execute();
  return rows.map((row) => row.call_id);
}

async function openIncidents(): Promise<string[]> {
  const rows = await db.selectFrom('incidents').where('closed_at', 'is', null).select('kind').execute();
  return rows.map((row) => row.kind);
}

describe('a pass', () => {
  it('posts a call that ended, once', async () => {
    await started();
    list.put(ended('a'));
    await pass();
    await pass();
    expect(await told()).toEqual(['a']);
  });

  it('posts a call of the minutes that our clock was ahead at the very first start', async () => {
    const behind = 10 * minute;
    list.put(ended('old', { endedAt: mondayNoon - behind - minute }));
    const aheadList = { readPage: (index: number) => list.readPage(index), aheadMs: () => behind };
    await syncCalls({ ...deps(), list: aheadList });
    list.put(ended('new', { endedAt: mondayNoon - behind + 1_000 }));
    clock += minute;
    expect(await syncCalls({ ...deps(), list: aheadList })).toMatchObject({ news: 1 });
    expect(await told()).toEqual(['new']);
  });

  it('posts a call that ended right after the very first start, though Revox says the time in whole seconds', async () => {
    const behind = 10 * minute;
    const roundedList = { readPage: (index: number) => list.readPage(index), aheadMs: () => behind - 499 };
    await syncCalls({ ...deps(), list: roundedList });
    list.put(ended('new', { endedAt: mondayNoon - behind + 1 }));
    clock += minute;
    await syncCalls({ ...deps(), list: roundedList });
    expect(await told()).toEqual(['new']);
  });

  it('posts a call that ended after the very first start, though nothing could be read until then', async () => {
    // As of a process that is killed while it waits for the first answer.
    list.failures.set(0, new Error('killed'));
    await expect(syncCalls(deps())).rejects.toThrow('killed');
    list.put(ended('meanwhile', { endedAt: clock + 1_000 }));
    list.failures.clear();
    clock += 10 * minute;
    const reachable = { readPage: (index: number) => list.readPage(index), aheadMs: () => 0 };
    await syncCalls({ ...deps(), list: reachable });
    expect(await told()).toEqual(['meanwhile']);
  });

  it('keeps the very first start of a process that was killed right after the first answer, whatever the clock is set to', async () => {
    list.put(ended('old', { endedAt: clock - minute }));
    const killed = {
      readPage: async () => ({
        size: 10,
        last: true,
        get rows(): never {
          throw new Error('killed');
        },
      }),
      aheadMs: () => 0,
    };
    await expect(syncCalls({ ...deps(), list: killed })).rejects.toThrow('killed');
    list.put(ended('new', { endedAt: clock + 1_000 }));
    clock += 2_000 - 10 * minute;
    await followClock(db, clock);
    const behindList = { readPage: (index: number) => list.readPage(index), aheadMs: () => -10 * minute };
    await syncCalls({ ...deps(), list: behindList });
    expect(await told()).toEqual(['new']);
  });

  it.each([
    ['was right, and is behind now', 0, -10 * minute],
    ['was ahead, and is right now', 8 * 60 * minute, 0],
    ['was ahead by days, and is right now', 72 * 60 * minute, 0],
    ['was ahead, and is less so now', 60 * minute, 20 * minute],
    ['was right, and is days behind now', 0, -72 * 60 * minute],
  ])(
    'posts what ended after the very first start where the clock %s, set before Revox answered',
    async (_, aheadThen, aheadNow) => {
      const truth = clock;
      list.put(ended('old', { endedAt: truth - minute }));
      clock = truth + aheadThen;
      list.failures.set(0, new Error('killed'));
      await expect(syncCalls(deps())).rejects.toThrow('killed');
      await markClock(db, clock);
      list.failures.clear();
      list.put(ended('new', { endedAt: truth + 1_000 }));
      clock = truth + 1_000 + aheadNow;
      await followClock(db, clock);
      const answering = { readPage: (index: number) => list.readPage(index), aheadMs: () => aheadNow };
      await syncCalls({ ...deps(), list: answering });
      expect(await told()).toEqual(['new']);
    },
  );

  it('posts what ended after the very first start where the clock is put back while the first answer is on its way', async () => {
    list.put(ended('old', { endedAt: clock - minute }));
    const truth = clock;
    const steppedList = {
      readPage: (index: number) => {
        clock = truth + 300 - 20_000;
        return list.readPage(index);
      },
      aheadMs: () => -20_000,
    };
    await syncCalls({ ...deps(), list: steppedList });
    await followClock(db, clock, 20_000);
    list.put(ended('new', { endedAt: truth + 1_000 }));
    await syncCalls({ ...deps(), list: steppedList });
    expect(await told()).toEqual(['new']);
  });

  it.each([
    ['was days ahead then', 72 * 60 * minute, 72 * 60 * minute],
    ['leapt days ahead before it', 0, 72 * 60 * minute],
  ])(
    'posts what ends once the clock is right, where it %s as Revox answered first, and nothing older',
    async (_, aheadThen, aheadAsked) => {
      const truth = clock;
      list.put(ended('old', { endedAt: truth - minute }));
      clock = truth + aheadThen;
      await firstStart(db, clock);
      clock = truth + aheadAsked + 1_000;
      const answering = (aheadMs: number) => ({
        readPage: (index: number) => list.readPage(index),
        aheadMs: () => aheadMs,
      });
      await syncCalls({ ...deps(), list: answering(aheadAsked) });
      clock = truth + 2_000;
      await followClock(db, clock, aheadAsked);
      list.put(ended('older', { endedAt: truth - 2 * minute }));
      list.put(ended('new', { endedAt: truth + 1_500 }));
      await syncCalls({ ...deps(), list: answering(0) });
      expect(await told()).toEqual(['new']);
    },
  );

  it('posts a call that was seen open when it ends', async () => {
    await started();
    list.put(open('a'));
    await pass();
    expect(await told()).toEqual([]);
    list.put(ended('a'));
    await pass();
    expect(await told()).toEqual(['a']);
  });

  it('posts every call of days in which the bot was down', async () => {
    await started();
    clock += 3 * 24 * 60 * minute;
    const missed = Array.from({ length: 500 }, (_, index) => ended(`missed-${index}`));
    list.put(...missed);
    for (let passes = 0; passes < 5; passes += 1) await pass();
    expect(await told()).toHaveLength(500);
  });

  it('edits what was posted when it gains a recording', async () => {
    await started();
    list.put(ended('a'));
    await pass();
    list.put(ended('a', { recordingUrl: 'https://recordings.invalid/a' }));
    const { edited } = await pass();
    expect(edited).toBe(1);
    expect(await told()).toEqual(['a']);
  });

  it('does not let an ended call go back to open', async () => {
    await started();
    list.put(ended('a'));
    await pass();
    list.put(open('a'));
    await pass();
    list.put(ended('a', { endReason: 'again' }));
    await pass();
    expect(await told()).toEqual(['a']);
    const call = await db.selectFrom('calls').selectAll().executeTakeFirstOrThrow();
    expect(call).toMatchObject({ status: 'completed', ended_seq: 1 });
  });

  it('takes our own clock for an end without a time, and says so', async () => {
    await started();
    list.put(ended('a', { endedAt: null }));
    await pass();
    const call = await db.selectFrom('calls').selectAll().executeTakeFirstOrThrow();
    expect(call).toMatchObject({ ended_at: clock, ended_at_estimated: 1 });
    expect(await told()).toEqual(['a']);
  });

  it('names a state that it does not know once, counts the calls in it, and posts them when they end', async () => {
    await started();
    const puzzling = (id: string) => open(id, { status: 'wrapping_up', endReason: null, endedBy: null });
    list.put(puzzling('a'), puzzling('b'));
    expect(await pass()).toMatchObject({ fresh: 2, news: 0, newStates: ['wrapping_up'] });
    list.put(puzzling('c'));
    expect(await pass()).toMatchObject({ fresh: 1, newStates: [] });
    expect(await healthOf(db, clock)).toMatchObject({ puzzling: 3, openCalls: 0 });

    list.put(ended('a', { status: 'wrapping_up', endedAt: null, result: 'human' }));
    expect(await pass()).toMatchObject({ ended: 1, news: 1, newStates: [] });
    expect(await healthOf(db, clock)).toMatchObject({ puzzling: 2 });
  });

  it('sets aside what it cannot read, and goes on', async () => {
    await started();
    list.put(ended('a'));
    list.putUnreadable('b');
    list.put(ended('c'));
    expect(await pass()).toMatchObject({ setAside: 1 });
    expect(await told()).toEqual(['a', 'c']);
    // It is known by then, so that it does not make the head look new for ever.
    list.asked.length = 0;
    await pass();
    expect(list.asked.filter((index) => index > 1)).toEqual([]);
  });

  it('numbers endings in the order in which they are found', async () => {
    await started();
    list.put(ended('a'), ended('b'));
    await pass();
    list.put(ended('c', { endedAt: clock - 600 * minute, startedAt: clock - 601 * minute }));
    await pass();
    const rows = await db.selectFrom('calls').select(['id', 'ended_seq']).orderBy('ended_seq').execute();
    expect(rows.map((row) => row.ended_seq)).toEqual([1, 2, 3]);
    expect(rows.at(-1)?.id).toBe('c');
  });
});

it('a pass that is asked to stop reads no further page, and the next one goes on', async () => {
  await started();
  list.put(...Array.from({ length: 45 }, (_, index) => ended(`call-${index}`)));
  clock += minute;
  const stopping = new AbortController();
  const onePage = { readPage: (index: number) => list.readPage(index).finally(() => stopping.abort()) };
  expect((await syncCalls({ ...deps(), list: onePage, stopping: stopping.signal })).pages).toBe(1);
  for (let passes = 0; passes < 4; passes += 1) await pass();
  expect(await told()).toHaveLength(45);
});

describe('the first start', () => {
  it('posts nothing that ended before', async () => {
    list.put(...Array.from({ length: 95 }, (_, index) => ended(`old-${index}`, { endedAt: clock - minute })));
    await started();
    await pass();
    expect(await told()).toEqual([]);
    const { count } = await db
      .selectFrom('calls')
      .select((it) => it.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(95);
  });

  it('posts an old call that was open then and ends later, however deep it is', async () => {
    list.put(open('deep', { startedAt: clock - 36 * 60 * minute }));
    list.put(...Array.from({ length: 95 }, (_, index) => ended(`old-${index}`, { endedAt: clock - minute })));
    await started();
    list.put(ended('deep', { startedAt: clock - 36 * 60 * minute }));
    for (let passes = 0; passes < 80; passes += 1) await pass();
    expect(await told()).toEqual(['deep']);
  });

  it('posts new calls while history is still being read', async () => {
    list.put(
      ...Array.from({ length: 995 }, (_, index) => ended(`old-${index}`, { endedAt: clock - minute })),
    );
    await syncCalls(deps());
    await importHistory(deps());
    list.put(ended('new', { endedAt: clock + 1 }));
    await pass();
    expect(await told()).toEqual(['new']);
  });

  it('goes on with history after a restart, where calls came in meanwhile', async () => {
    list.put(
      ...Array.from({ length: 995 }, (_, index) => ended(`old-${index}`, { endedAt: clock - minute })),
    );
    await syncCalls(deps());
    for (let day = 0; day < 30; day += 1) {
      await importHistory(deps());
      clock += minute;
      list.put(...Array.from({ length: 7 }, (_, index) => ended(`new-${day}-${index}`)));
      await syncCalls(deps());
    }
    expect(await told()).toHaveLength(210);
    const { count } = await db
      .selectFrom('calls')
      .select((it) => it.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(995 + 210);
  });

  it('posts a call without an end time that began since, even while history is read', async () => {
    list.put(
      ...Array.from({ length: 995 }, (_, index) =>
        ended(`old-${index}`, { endedAt: null, startedAt: null, answeredAt: null }),
      ),
    );
    await syncCalls(deps());
    await importHistory(deps());
    clock += minute;
    list.put(ended('new', { endedAt: null }));
    await pass();
    expect(await told()).toEqual(['new']);
  });

  it('takes an end without a time for history while history is read, and for news after', async () => {
    list.put(ended('old', { endedAt: null, startedAt: null }));
    await started();
    list.put(ended('new', { endedAt: null, startedAt: null }));
    await pass();
    expect(await told()).toEqual(['new']);
  });
});

describe('while Revox is in trouble', () => {
  it('what was read before is kept, and nothing is posted twice after', async () => {
    await started();
    list.put(...Array.from({ length: 25 }, (_, index) => ended(`call-${index}`)));
    list.failures.set(1, readFailure('unreachable'));
    expect(await pass()).toMatchObject({ fresh: 10, failure: { reason: 'unreachable' } });
    list.failures.clear();
    for (let passes = 0; passes < 4; passes += 1) await pass();
    expect(await told()).toHaveLength(25);
  });

  it('it is asked less and less, and never before it allows', async () => {
    await started();
    list.failures.set(0, readFailure('rate-limited', 10 * minute));
    const { notBefore } = await pass();
    expect(notBefore).toBe(clock + 10 * minute);
    list.asked.length = 0;
    for (let passes = 0; passes < 9; passes += 1) expect(await pass()).toMatchObject({ notBefore });
    expect(list.asked).toEqual([]);
    await pass();
    expect(list.asked).toEqual([0]);
  });

  it('it is noticed within half a minute that an outage is over, however long it was', async () => {
    await started();
    const unlucky = { ...deps(), chance: () => 1 };
    list.failures.set(0, readFailure('server-error'));
    for (let passes = 0; passes < 30; passes += 1) {
      clock += minute;
      await syncCalls(unlucky);
    }
    expect(await openIncidents()).toEqual(['revox-unreachable']);
    list.failures.clear();
    clock += 30_000;
    await syncCalls(unlucky);
    expect(await openIncidents()).toEqual([]);
  });

  it('it is asked every few minutes where it refuses for being asked too often, and says no more', async () => {
    await started();
    list.failures.set(0, readFailure('rate-limited'));
    for (let passes = 0; passes < 30; passes += 1) await pass();
    list.asked.length = 0;
    for (let passes = 0; passes < 12; passes += 1) await pass();
    expect(list.asked).toEqual([0, 0, 0, 0]);
  });

  it('one incident opens, lasts, and closes when it is over', async () => {
    await hear('C0ALERTS', 'incidents');
    await started();
    list.failures.set(0, readFailure('server-error'));
    for (let passes = 0; passes < 30; passes += 1) await pass();
    const whileDown = await db.selectFrom('incidents').selectAll().execute();
    expect(whileDown).toMatchObject([{ kind: 'revox-unreachable', closed_at: null }]);
    list.failures.clear();
    for (let passes = 0; passes < 6; passes += 1) await pass();
    const after = await db.selectFrom('incidents').selectAll().execute();
    expect(after).toHaveLength(1);
    expect(after[0]?.closed_at).not.toBeNull();
  });

  it('the time without a good poll is kept for the digest once it is over, unless it was short', async () => {
    const windows = () => db.selectFrom('blind_windows').selectAll().execute();
    await started();
    list.failures.set(0, readFailure('server-error'));
    for (let passes = 0; passes < 3; passes += 1) await pass();
    list.failures.clear();
    await pass();
    expect(await windows()).toEqual([]);
    const from = clock;
    list.failures.set(0, readFailure('server-error'));
    for (let passes = 0; passes < 30; passes += 1) await pass();
    list.failures.clear();
    while ((await pass()).pages === 0);
    expect(await windows()).toEqual([{ from_at: from, to_at: clock, cause: 'revox' }]);
  });

  it('the time in which no pass was due is not one that could not be seen; the time without the bot is', async () => {
    const restingUntil = clock + 600 * minute;
    await syncCalls({ ...deps(), nextPolls: () => [restingUntil, restingUntil + minute] });
    clock = restingUntil + minute;
    await syncCalls({ ...deps(), nextPolls: () => [clock + minute, clock + 2 * minute] });
    expect(await db.selectFrom('blind_windows').selectAll().execute()).toEqual([]);
    const from = clock;
    clock += 60 * minute;
    await syncCalls(deps());
    expect(await db.selectFrom('blind_windows').selectAll().execute()).toEqual([
      { from_at: from, to_at: clock, cause: 'bot' },
    ]);
  });

  it('a refused key is an incident at once, and is tried again every five minutes', async () => {
    await hear('C0ALERTS', 'incidents');
    await started();
    list.failures.set(0, readFailure('unauthorised'));
    await pass();
    expect(await db.selectFrom('incidents').select('kind').execute()).toEqual([
      { kind: 'revox-key-refused' },
    ]);
    list.asked.length = 0;
    for (let passes = 0; passes < 10; passes += 1) await pass();
    expect(list.asked).toEqual([0, 0]);
  });

  it('a start asks at once, and the incident stays until that worked', async () => {
    list.failures.set(0, readFailure('unauthorised'));
    await pass();
    await forgetPollPause(db, clock);
    expect(await pass()).toMatchObject({ failure: { reason: 'unauthorised' } });
    expect(await openIncidents()).toEqual(['revox-key-refused']);

    list.failures.clear();
    await forgetPollPause(db, clock);
    expect(await pass()).toMatchObject({ pages: 1, failure: null });
    expect(await openIncidents()).toEqual([]);
  });

  it('it is believed for an hour at most', async () => {
    list.failures.set(0, readFailure('rate-limited', 24 * 60 * minute));
    await pass();
    const asked = list.asked.length;
    clock += 58 * minute;
    await pass();
    expect(list.asked).toHaveLength(asked);
    await pass();
    expect(list.asked.length).toBeGreaterThan(asked);
  });

  it('a page far down that it never gives does not hold up new calls', async () => {
    list.put(
      ...Array.from({ length: 300 }, (_, index) => ended(`old-${index}`, { endedAt: clock - minute })),
    );
    await started();
    list.failures.set(12, readFailure('server-error'));
    const failed: unknown[] = [];
    for (let passes = 0; passes < 40; passes += 1) {
      list.put(ended(`new-${passes}`));
      const { failure } = await pass();
      if (failure !== null) failed.push(failure);
      expect(await told()).toHaveLength(passes + 1);
    }
    expect(failed).not.toEqual([]);
    expect(await db.selectFrom('incidents').selectAll().execute()).toEqual([]);
  });

  it('our own mistakes are not taken for its trouble', async () => {
    await started();
    list.failures.set(0, new TypeError('of ours'));
    await expect(pass()).rejects.toThrow('of ours');
  });
});

describe('rows that were set aside', () => {
  it('are read again by a later reader, and posted like any call', async () => {
    await started();
    list.putUnreadable('a');
    await pass();
    const readRow = () => ({ kind: 'call' as const, call: ended('a'), fingerprint: 'new' });
    await retrySetAside({ db, now: () => clock, reader: 2, readRow });
    expect(await told()).toEqual(['a']);
    expect(await db.selectFrom('set_aside').selectAll().execute()).toEqual([]);
  });

  it('are read again whatever key they had', async () => {
    await started();
    list.putUnreadable('row-1234');
    await pass();
    const readRow = () => ({ kind: 'call' as const, call: ended('a'), fingerprint: 'new' });
    expect(await retrySetAside({ db, now: () => clock, reader: 2, readRow })).toEqual({ retried: 1 });
    expect(await told()).toEqual(['a']);
    expect(await db.selectFrom('set_aside').selectAll().execute()).toEqual([]);
  });

  it('stay when the later reader cannot read them either, and are not tried forever', async () => {
    await started();
    list.putUnreadable('a');
    await pass();
    const readRow = () => ({ kind: 'set-aside' as const, key: 'a', raw: '{"id":"a"}', reason: 'still none' });
    expect(await retrySetAside({ db, now: () => clock, reader: 2, readRow })).toEqual({ retried: 1 });
    expect(await retrySetAside({ db, now: () => clock, reader: 2, readRow })).toEqual({ retried: 0 });
  });

  it('come back on their own when Revox repairs them', async () => {
    await started();
    list.putUnreadable('a');
    await pass();
    list.rows.length = 0;
    list.put(failedCall('busy', { id: 'a', endedAt: clock }));
    await pass();
    expect(await told()).toEqual(['a']);
    expect(await db.selectFrom('set_aside').selectAll().execute()).toEqual([]);
  });
});
