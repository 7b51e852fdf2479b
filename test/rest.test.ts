import { expect, test } from 'vitest';

import { restBetweenRuns } from '../src/rest.ts';
import type { Due } from '../src/runner.ts';

const noon = Date.UTC(2026, 2, 2, 12);

/** A pass that says each time what it is told to say. */
function restful(lookEveryMs = 60_000) {
  const world = { now: noon, written: 0, says: null as Due, during: () => undefined as unknown };
  const resting = restBetweenRuns(
    {
      name: 'deliver',
      cron: '* * * * * *',
      async run() {
        world.during();
        return world.says;
      },
    },
    { now: () => world.now, written: () => world.written, lookEveryMs },
  );
  const run = async (says: Due) => {
    world.says = says;
    await resting.pass.run(new AbortController().signal);
  };
  return { world, run, isDue: resting.isDue, rouse: resting.rouse };
}

test('a pass is due until it has run', () => {
  expect(restful().isDue()).toBe(true);
});

test('one that says nothing is due at every tick', async () => {
  const it = restful();
  await it.run(undefined);
  expect(it.isDue()).toBe(true);
});

test('one that says when is left alone until the last tick before', async () => {
  const it = restful();
  await it.run(noon + 3_200);
  expect(it.isDue()).toBe(false);
  it.world.now = noon + 2_200;
  expect(it.isDue()).toBe(false);
  it.world.now = noon + 3_000;
  expect(it.isDue()).toBe(true);
});

test('one for which something is overdue is due', async () => {
  const it = restful();
  await it.run(noon - 1);
  expect(it.isDue()).toBe(true);
});

test('one that waits for rows alone is due once any are written', async () => {
  const it = restful();
  await it.run(null);
  expect(it.isDue()).toBe(false);
  it.world.written += 1;
  expect(it.isDue()).toBe(true);
});

test('what is written while it runs may have come too late for it', async () => {
  const it = restful();
  it.world.during = () => (it.world.written += 1);
  await it.run(null);
  expect(it.isDue()).toBe(true);
  it.world.during = () => undefined;
  await it.run(null);
  expect(it.isDue()).toBe(false);
});

test('it looks by itself after a while, for rows that came another way', async () => {
  const it = restful(5_000);
  await it.run(noon + 3_600_000);
  it.world.now = noon + 4_000;
  expect(it.isDue()).toBe(false);
  it.world.now = noon + 5_000;
  expect(it.isDue()).toBe(true);
});

test('one that fails is due at the next tick', async () => {
  const it = restful();
  await it.run(null);
  it.world.during = () => {
    throw new Error('the database is away');
  };
  await expect(it.run(null)).rejects.toThrow('away');
  expect(it.isDue()).toBe(true);
});

test('it is due when the clock was set, whatever it said', async () => {
  const it = restful();
  await it.run(null);
  it.world.now = noon - 7_200_000;
  it.rouse();
  expect(it.isDue()).toBe(true);
});
