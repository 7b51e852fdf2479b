import { expect, test } from 'vitest';

import { restBetweenRuns } from '../../src/process/rest.ts';
import type { Due } from '../../src/process/runner.ts';

const noon = Date.UTC(2026, 2, 2, 12);

/** A pass that says each time what it is told to say, also when it is asked by a look. */
function restful(lookEveryMs = 60_000, look?: () => Promise<Due>) {
  const world = { now: noon, written: 0, says: null as Due, during: () => undefined as unknown };
  const resting = restBetweenRuns(
    {
      name: 'deliver',
      cron: '* * * * * *',
      async run() {
        world.during();
        return world.says;
      },
      ...(look && { look }),
    },
    { now: () => world.now, written: () => world.written, lookEveryMs },
  );
  const run = async (says: Due) => {
    world.says = says;
    await resting.pass.run(new AbortController().signal);
  };
  return { world, run, isDue: resting.isDue, rouse: resting.rouse };
}

test('a pass is due until it has run', async () => {
  expect(await restful().isDue()).toBe(true);
});

test('one that says nothing is due at every tick', async () => {
  const it = restful();
  await it.run(undefined);
  expect(await it.isDue()).toBe(true);
});

test('one that says when is left alone until the last tick before', async () => {
  const it = restful();
  await it.run(noon + 3_200);
  expect(await it.isDue()).toBe(false);
  it.world.now = noon + 2_200;
  expect(await it.isDue()).toBe(false);
  it.world.now = noon + 3_000;
  expect(await it.isDue()).toBe(true);
});

test('one for which something is overdue is due', async () => {
  const it = restful();
  await it.run(noon - 1);
  expect(await it.isDue()).toBe(true);
});

test('one that waits for rows alone is due once any are written', async () => {
  const it = restful();
  await it.run(null);
  expect(await it.isDue()).toBe(false);
  it.world.written += 1;
  expect(await it.isDue()).toBe(true);
});

test('what is written while it runs may have come too late for it', async () => {
  const it = restful();
  it.world.during = () => (it.world.written += 1);
  await it.run(null);
  expect(await it.isDue()).toBe(true);
  it.world.during = () => undefined;
  await it.run(null);
  expect(await it.isDue()).toBe(false);
});

test('it looks on its own after a while, for rows that came another way', async () => {
  const it = restful(5_000);
  await it.run(noon + 3_600_000);
  it.world.now = noon + 4_000;
  expect(await it.isDue()).toBe(false);
  it.world.now = noon + 5_000;
  expect(await it.isDue()).toBe(true);
});

test('one that fails is due at the next tick', async () => {
  const it = restful();
  await it.run(null);
  it.world.during = () => {
    throw new Error('the database is away');
  };
  await expect(it.run(null)).rejects.toThrow('away');
  expect(await it.isDue()).toBe(true);
});

test('it is due when the clock was set, whatever it said', async () => {
  const it = restful();
  await it.run(null);
  it.world.now = noon - 7_200_000;
  it.rouse();
  expect(await it.isDue()).toBe(true);
});

/** One that looks every ten seconds, and counts how often. */
function looking(finds: () => Due) {
  let looks = 0;
  const it = restful(10_000, async () => {
    looks += 1;
    return finds();
  });
  return { ...it, looks: () => looks };
}

test('what others left for it is found by a question, within the time that it may take', async () => {
  let finds: Due = null;
  const it = looking(() => finds);
  await it.run(null);
  it.world.now = noon + 8_000;
  expect(await it.isDue()).toBe(false);
  expect(it.looks()).toBe(0);
  it.world.now = noon + 10_000;
  expect(await it.isDue()).toBe(false);
  it.world.now = noon + 11_000;
  expect(await it.isDue()).toBe(false);
  expect(it.looks()).toBe(1);
  for (const left of [undefined, noon + 20_900, noon]) {
    await it.run(null);
    finds = left;
    it.world.now += 10_000;
    expect(await it.isDue()).toBe(true);
  }
});

test('a look changes nothing of what the pass said before, but brings forward what is due sooner', async () => {
  const it = looking(() => noon + 50_000);
  await it.run(noon + 30_000);
  it.world.now = noon + 10_000;
  expect(await it.isDue()).toBe(false);
  it.world.now = noon + 30_000;
  expect(await it.isDue()).toBe(true);
  const sooner = looking(() => noon + 12_000);
  await sooner.run(noon + 3_600_000);
  sooner.world.now = noon + 10_000;
  expect(await sooner.isDue()).toBe(false);
  sooner.world.now = noon + 12_000;
  expect(await sooner.isDue()).toBe(true);
});

test('a look that fails is logged, and the pass is due at the next tick', async () => {
  const it = looking(() => {
    throw new Error('the database is away');
  });
  await it.run(null);
  it.world.now = noon + 10_000;
  await expect(it.isDue()).rejects.toThrow('away');
  expect(await it.isDue()).toBe(true);
  expect(it.looks()).toBe(1);
});

test.for(['roused', 'begun'])(
  'one that is %s while it looks does not rest by what was found',
  async (what) => {
    const { promise, resolve } = Promise.withResolvers<Due>();
    const it = restful(10_000, () => promise);
    await it.run(null);
    it.world.now = noon + 10_000;
    const isDue = it.isDue();
    if (what === 'roused') it.rouse();
    else {
      it.world.during = () => {
        throw new Error('away');
      };
      await expect(it.run(null)).rejects.toThrow();
    }
    resolve(null);
    expect(await isDue).toBe(true);
    expect(await it.isDue()).toBe(true);
  },
);

test('ticks during a look do not look too', async () => {
  const { promise, resolve } = Promise.withResolvers<Due>();
  let looks = 0;
  const it = restful(10_000, () => {
    looks += 1;
    return promise;
  });
  await it.run(null);
  it.world.now = noon + 10_000;
  const first = it.isDue();
  it.world.now = noon + 11_000;
  expect(await it.isDue()).toBe(false);
  resolve(null);
  expect(await first).toBe(false);
  expect(looks).toBe(1);
});
