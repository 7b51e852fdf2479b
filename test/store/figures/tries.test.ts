import { expect, it } from 'vitest';

import { parseFilter } from '../../../src/calls/filter.ts';
import { triesOf } from '../../../src/store/figures/tries.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const hourMs = 3_600_000;
const context = { now: mondayNoon, timezone: 'UTC' };
const period = { from: mondayNoon - 48 * hourMs, to: mondayNoon };

/** Each number is called as often as its last digit says, and answers the last time; those with a nought never do. */
const calls = Array.from({ length: 400 }, (_, number) =>
  Array.from({ length: (number % 10) + 1 }, (__, attempt) =>
    sampleCall({
      id: `call-${number}-${attempt}`,
      phoneNumber: `+3319900${String(number).padStart(4, '0')}`,
      result: number % 10 > 0 && attempt >= (number % 10) - 1 ? 'human' : 'voicemail',
      endedAt: mondayNoon - 24 * hourMs + attempt * 60_000,
    }),
  ),
).flat();

describeStores('how many calls a number takes until a person answers', (open) => {
  it('is exact where calls can be looked at one by one, whatever the filter', async () => {
    await using store = await open();
    await storeCalls(store.db, calls);
    const tries = (words: string, answered = 1) => {
      const { filter } = parseFilter(words, context);
      return triesOf(store.db, { period, filter, context }, { calls: calls.length, answered });
    };
    expect(await tries('')).toEqual({ average: 5, numbers: 360 });
    expect(await tries('human')).toEqual({ average: 1, numbers: 360 });
    expect(await tries('phone:0009')).toEqual({ average: 9, numbers: 1 });
    expect(await tries('', 0)).toBeNull();
  });

  it('is that of some numbers where calls are too many, and says so', async () => {
    await using store = await open();
    await storeCalls(store.db, calls);
    // Half of all endings, as if there were more calls than these.
    const { filter } = parseFilter('', context);
    const some = await triesOf(store.db, { period, filter, context }, { calls: 16_000, answered: 9 });
    expect(some).toMatchObject({ isSampled: true });
    expect(some?.numbers).toBeLessThan(360);
    const { filter: human } = parseFilter('human', context);
    expect(
      await triesOf(store.db, { period, filter: human, context }, { calls: 16_000, answered: 9 }),
    ).toMatchObject({
      average: 1,
      isSampled: true,
    });
  });
});
