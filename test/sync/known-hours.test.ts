import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';

import { countIn } from '../../src/calls/incidents/activity.ts';
import { minuteMs as minute } from '../../src/calls/time/durations.ts';
import { migrate, openDatabase } from '../../src/store/engine/database.ts';
import { ReaderThread } from '../../src/store/engine/reader-thread.ts';
import { writeState } from '../../src/store/engine/state.ts';
import { importProgress } from '../../src/sync/import-progress.ts';
import { judgeIncidents } from '../../src/sync/judge-incidents.ts';
import { knownActivity } from '../../src/sync/known-activity.ts';
import { afterGoodPoll } from '../../src/sync/poll-health.ts';
import { describeStores, openSqlite } from '../support/database.ts';
import { failedCall, mondayNoon, sampleCall } from '../support/sample-calls.ts';
import { storeCalls } from '../support/stored-calls.ts';

const hour = 60 * minute;
const week = 7 * 24 * hour;

function ended(...times: number[]) {
  return times.map((endedAt) => sampleCall({ id: `${endedAt}`, endedAt }));
}

describeStores('what ended in the weeks before', (open) => {
  it('is known by the hour, and to five minutes where it is recent or asked for', async () => {
    await using store = await open();
    const [before, now] = [mondayNoon - week, mondayNoon + 20 * minute];
    const some = ended(
      before + 50 * minute,
      before + 51 * minute,
      before + 52 * minute,
      mondayNoon - 10 * minute,
    );
    const failed = failedCall('too_many_calls', { id: 'failed', endedAt: before + minute });
    await storeCalls(store.db, [...some, failed, ...ended(mondayNoon + 2 * minute, now + minute)]);
    const known = knownActivity(store.db);

    const byHours = await known.activity(now);
    const count = (what: string, from: number, to: number) => countIn(byHours, what, from, to);
    expect(count('calls', before, before + hour)).toBe(4);
    expect(count('calls', before + 30 * minute, before + hour)).toBe(2);
    expect([count('answered', before, mondayNoon), count('too_many_calls', before, mondayNoon)]).toEqual([
      4, 1,
    ]);
    expect(count('calls', mondayNoon - 30 * minute, mondayNoon)).toBe(1);
    expect(count('calls', mondayNoon - 5 * minute, mondayNoon)).toBe(0);
    expect(count('calls', mondayNoon, now)).toBe(1);

    const closely = await known.activity(now, [{ from: before, to: before + minute }]);
    expect(countIn(closely, 'calls', before + 30 * minute, before + hour)).toBe(3);
  });

  it('is the same after calls were found late', async () => {
    await using store = await open();
    await storeCalls(store.db, ended(mondayNoon - 130 * minute));
    const known = knownActivity(store.db);
    const count = async () =>
      countIn(await known.activity(mondayNoon), 'calls', mondayNoon - 125 * minute, mondayNoon);
    expect(await count()).toBe(0);

    await storeCalls(store.db, ended(mondayNoon - 122 * minute, mondayNoon - 61 * minute));
    expect(await count()).toBe(2);
  });
});

it('of this hour nothing is counted again while nothing is written, and yet a call counts once its time has come', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-hours-'));
  const db = openDatabase(`file:${join(folder.path, 'revox.db')}`);
  await migrate(db);
  const now = mondayNoon + 20 * minute;
  await storeCalls(db, ended(now - minute, now + 3 * minute));
  const known = knownActivity(db);
  const count = async (at: number) => countIn(await known.activity(at), 'calls', mondayNoon, at);
  expect(await count(now)).toBe(1);
  const questions = vi.spyOn(ReaderThread.prototype, 'ask');

  expect(await count(now + 2 * minute)).toBe(1);
  expect(questions).not.toHaveBeenCalled();
  expect(await count(now + 4 * minute)).toBe(2);
  await db.destroy();
});

it('a pause that is usual is known to five minutes before a silence is called one', async () => {
  await using store = await openSqlite();
  const each = (from: number, to: number, back: number) =>
    ended(
      ...Array.from(
        { length: (to - from) / (5 * minute) },
        (_, index) => mondayNoon - back + from + index * 5 * minute,
      ),
    );
  // Closed from 12:05 to 14:55, of which 13:00 to 14:00 is the one whole hour without a call.
  for (const back of [week, 2 * week, 3 * week])
    await storeCalls(store.db, [...each(-6 * hour, 5 * minute, back), ...each(175 * minute, 8 * hour, back)]);
  await storeCalls(store.db, each(-6 * hour, 5 * minute, 0));
  await writeState(store.db, 'import', { ...(await importProgress(store.db, 0)), done: true }, mondayNoon);
  const known = knownActivity(store.db);
  const judgeAt = async (at: number) => {
    await writeState(store.db, 'poll', afterGoodPoll(at, []), at);
    return judgeIncidents({ db: store.db, known, now: () => at });
  };

  expect(await judgeAt(mondayNoon + 200 * minute)).toEqual({ opened: 0, closed: 0 });
  expect(await judgeAt(mondayNoon + 270 * minute)).toEqual({ opened: 1, closed: 0 });
});
