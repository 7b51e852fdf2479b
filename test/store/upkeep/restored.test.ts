import { expect, it } from 'vitest';

import { mayBeRepeat } from '../../../src/calls/restored.ts';
import { writeState } from '../../../src/store/engine/state.ts';
import { lastRestored, mark, noticeRestored } from '../../../src/store/upkeep/restored.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon } from '../../support/sample-calls.ts';

const hour = 3_600_000;

describeStores('a start', (open) => {
  it('on a copy notices when the copy was made, and the next start is as usual', async () => {
    await using store = await open();
    await writeState(store.db, 'poll', { lastGoodAt: mondayNoon - 1_000 }, mondayNoon);
    await mark(store.db, mondayNoon);

    expect(await noticeRestored(store.db, mondayNoon + hour)).toBe(mondayNoon);
    expect(await noticeRestored(store.db, mondayNoon + 2 * hour)).toBeNull();
    expect(await lastRestored(store.db)).toEqual({ copiedAt: mondayNoon, startedAt: mondayNoon + hour });
  });

  it('on a database that went on after a copy which was never finished notices nothing', async () => {
    await using store = await open();
    await mark(store.db, mondayNoon);
    await writeState(store.db, 'poll', { lastGoodAt: mondayNoon + hour }, mondayNoon + hour);

    expect(await noticeRestored(store.db, mondayNoon + 2 * hour)).toBeNull();
    expect(await lastRestored(store.db)).toBeNull();
  });

  it('on a database that was never copied notices nothing', async () => {
    await using store = await open();

    expect(await noticeRestored(store.db, mondayNoon)).toBeNull();
    expect(await lastRestored(store.db)).toBeNull();
  });
});

const restored = { copiedAt: mondayNoon, startedAt: mondayNoon + 8 * hour };
const at = (hours: number) => mondayNoon + hours * hour;

it.each([
  ['waited as the copy was made', { createdAt: at(-1), sentAt: null, happenedAt: null }, true],
  ['was posted before the copy', { createdAt: at(-1), sentAt: at(-1), happenedAt: at(-1) }, false],
  ['tells what happened after the copy', { createdAt: at(8.1), sentAt: null, happenedAt: at(3) }, true],
  ['is edited after that was told again', { createdAt: at(8.1), sentAt: at(8.2), happenedAt: at(3) }, true],
  [
    'tells what happened before the copy, and was read late',
    { createdAt: at(8.1), sentAt: null, happenedAt: at(-2) },
    true,
  ],
  ['tells what happened after the start', { createdAt: at(9), sentAt: null, happenedAt: at(8.5) }, false],
  ['was asked for after the start', { createdAt: at(9), sentAt: null, happenedAt: null }, false],
])('a message that %s: whether it may be a repeat', (_, posting, expected) => {
  expect(mayBeRepeat(posting, restored)).toBe(expected);
  expect(mayBeRepeat(posting, null)).toBe(false);
});
