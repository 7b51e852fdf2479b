import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { openPostgres } from '../support/database.ts';
import { planWorld } from './plan.ts';
import { playWorld, type WorldResult } from './world.ts';

/** What `npm run test:crash` does at length. @param rounds How often the processes of each world are killed. */
export function killedInTheMiddle(rounds: { sqlite: number; clockSet: number; postgres: number }): void {
  describe.concurrent('processes that are killed in the middle of their work lose no call and repeat none', () => {
    test('one on SQLite', { timeout: 300_000 }, async () => {
      await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-crash-'));
      const plan = planWorld({ seed: 7, rounds: rounds.sqlite, replicas: 1, quick: true, steps: false });
      const databaseUrl = `file:${join(folder.path, 'revox.db')}`;
      expectAllTold(await playWorld(plan, { databaseUrl, replicas: 1, quick: true }));
    });

    test('one on SQLite, on a machine whose clock is set', { timeout: 300_000 }, async () => {
      await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-crash-'));
      const plan = planWorld({ seed: 1678, rounds: rounds.clockSet, replicas: 1, quick: true, steps: true });
      expect(plan.rounds.some(({ clockAheadMs }) => clockAheadMs !== null)).toBe(true);
      const databaseUrl = `file:${join(folder.path, 'revox.db')}`;
      const result = await playWorld(plan, { databaseUrl, replicas: 1, quick: true });
      expectAllTold(result);
      expect({ asked: result.askedAgain, again: result.repeatedByPerson }).toEqual({ asked: [], again: [] });
    });

    test('two on Postgres', { timeout: 300_000 }, async () => {
      await using store = await openPostgres();
      const plan = planWorld({ seed: 11, rounds: rounds.postgres, replicas: 2, quick: true, steps: false });
      expectAllTold(await playWorld(plan, { databaseUrl: store.url, replicas: 2, quick: true }));
    });
  });
}

function expectAllTold({ lost, repeated, complaints, told, followUps, deaths }: WorldResult): void {
  expect({ lost, repeated, complaints }).toEqual({ lost: [], repeated: [], complaints: [] });
  expect(told).toBeGreaterThan(0);
  expect(followUps).toBeGreaterThan(0);
  // On a busy machine some points are not reached in time; the process is killed then too.
  expect(deaths.some(({ reached }) => reached)).toBe(true);
}
