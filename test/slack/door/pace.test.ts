import { expect, test } from 'vitest';

import { createPacer, usualPace } from '../../../src/slack/door/pace.ts';

const pace = { burst: 3, everyMs: 1_000 };

/** How long a person has to wait, for each time at which they ask. */
function waits(times: number[]): number[] {
  const waitOf = createPacer(pace);
  return times.map((at) => waitOf('U0ANNA', at));
}

const cases: [what: string, times: number[], waits: number[]][] = [
  ['a burst is free, and what follows waits', [0, 0, 0, 0, 0], [0, 0, 0, 1_000, 1_000]],
  ['to be refused costs nothing', [0, 0, 0, 400, 700, 1_000], [0, 0, 0, 600, 300, 0]],
  ['one more is free each second', [0, 0, 0, 1_000, 1_000, 2_000], [0, 0, 0, 0, 1_000, 0]],
  ['a rest gives the whole burst, and no more', [0, 0, 0, 1e9, 1e9, 1e9, 1e9], [0, 0, 0, 0, 0, 0, 1_000]],
  ['a clock that is put back locks nobody out', [9e9, 0, 1_000, 1_000], [0, 1_000, 0, 1_000]],
];

test.each(cases)('%s', (_, times, expected) => {
  expect(waits(times)).toEqual(expected);
});

test('people do not wait for each other', () => {
  const waitOf = createPacer({ burst: 1, everyMs: 1_000 });

  expect([waitOf('U0ANNA', 0), waitOf('U0BEN', 0), waitOf('U0ANNA', 0)]).toEqual([0, 0, 1_000]);
});

test('only so many people are remembered, and who asks all the time is among them', () => {
  const waitOf = createPacer({ burst: 2, everyMs: 1e9 }, 3);
  waitOf('U0ANNA', 0);
  waitOf('U0BEN', 0);
  waitOf('U0ANNA', 0);
  for (const other of ['U0CAT', 'U0DAN']) waitOf(other, 0);

  expect(waitOf('U0ANNA', 0)).toBeGreaterThan(0);
  expect([waitOf('U0BEN', 0), waitOf('U0BEN', 0)]).toEqual([0, 0]);
});

test('a person may ask twenty times at once, and then once a second', () => {
  expect(usualPace).toEqual({ burst: 20, everyMs: 1_000 });
});
