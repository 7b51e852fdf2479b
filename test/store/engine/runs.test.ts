import { afterEach, expect, test, vi } from 'vitest';

import { coordinate, withLease } from '../../../src/store/engine/coordination.ts';
import { finishRun, forgetOldRuns, renewRun, takeLease, takeTick } from '../../../src/store/engine/runs.ts';
import { describeStores } from '../../support/database.ts';

const noon = Date.UTC(2026, 2, 29, 12);
const second = 1000;

afterEach(() => {
  vi.useRealTimers();
});

function runOf(replica: string, startedAt = noon, key = 'poll:12:00:00') {
  return { key, replica, startedAt };
}

describeStores('runs', (open) => {
  test('a tick is run by the first replica that asks, and by no other', async () => {
    await using store = await open();

    expect(await takeTick(store.db, runOf('a'), 30 * second)).toBe(true);
    expect(await takeTick(store.db, runOf('b'), 30 * second)).toBe(false);
    expect(await takeTick(store.db, runOf('a'), 30 * second)).toBe(false);
  });

  test('of many replicas that ask at the same time one gets the tick', async () => {
    await using store = await open();
    const replicas = Array.from({ length: 12 }, (_, index) => `replica-${index}`);

    const answers = await Promise.all(
      replicas.map((replica) => takeTick(store.db, runOf(replica), 30 * second)),
    );

    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  test('the tick of a replica that died is let go when its time has passed', async () => {
    await using store = await open();
    await takeTick(store.db, runOf('dead'), 30 * second);

    expect(await takeTick(store.db, runOf('b', noon + 29 * second), 30 * second)).toBe(false);
    expect(await takeTick(store.db, runOf('b', noon + 30 * second), 30 * second)).toBe(true);
  });

  test('a tick that is over is never run again', async () => {
    await using store = await open();
    await takeTick(store.db, runOf('a'), 30 * second);
    await finishRun(store.db, runOf('a'), noon + second);

    expect(await takeTick(store.db, runOf('b', noon + 60 * second), 30 * second)).toBe(false);
  });

  test('a lease can be taken again once it was given back', async () => {
    await using store = await open();
    await takeLease(store.db, runOf('a'), 30 * second);
    expect(await takeLease(store.db, runOf('b', noon + second), 30 * second)).toBe(false);

    await finishRun(store.db, runOf('a'), noon + 2 * second);

    expect(await takeLease(store.db, runOf('b', noon + 3 * second), 30 * second)).toBe(true);
  });

  test('a lease that could not be given back stands in nobody’s way but others’', async () => {
    await using store = await open();
    await takeLease(store.db, runOf('a'), 30 * second);

    expect(await takeLease(store.db, runOf('a', noon + second), 30 * second)).toBe(true);

    expect(await takeLease(store.db, runOf('b', noon + 2 * second), 30 * second)).toBe(false);
    await finishRun(store.db, runOf('a', noon + second), noon + 3 * second);
    expect(await takeLease(store.db, runOf('b', noon + 4 * second), 30 * second)).toBe(true);
  });

  test('a lease that is renewed outlives its first time', async () => {
    await using store = await open();
    await takeLease(store.db, runOf('a'), 30 * second);

    expect(await renewRun(store.db, runOf('a'), noon + 20 * second, 30 * second)).toBe(true);

    expect(await takeLease(store.db, runOf('b', noon + 40 * second), 30 * second)).toBe(false);
    expect(await takeLease(store.db, runOf('b', noon + 50 * second), 30 * second)).toBe(true);
  });

  test('who lost a lease can neither renew it nor give it back', async () => {
    await using store = await open();
    await takeLease(store.db, runOf('slept'), 30 * second);
    await takeLease(store.db, runOf('b', noon + 31 * second), 30 * second);

    expect(await renewRun(store.db, runOf('slept'), noon + 32 * second, 30 * second)).toBe(false);
    await finishRun(store.db, runOf('slept'), noon + 32 * second);

    expect(await takeLease(store.db, runOf('c', noon + 33 * second), 30 * second)).toBe(false);
  });

  test('old ticks are forgotten, and whatever is still held is not', async () => {
    await using store = await open();
    await takeTick(store.db, runOf('a', noon, 'old tick'), 30 * second);
    await takeLease(store.db, runOf('a', noon, 'long lease'), 3 * 3600 * second);
    await takeTick(store.db, runOf('a', noon + 7000 * second, 'new tick'), 30 * second);

    expect(await forgetOldRuns(store.db, noon + 7200 * second)).toBe(1);

    const left = await store.db.selectFrom('runs').select('key').orderBy('key').execute();
    expect(left.map((row) => row.key)).toEqual(['long lease', 'new tick']);
  });
});

describeStores('a lease', (open) => {
  const options = { ttlMs: 30 * second, now: () => noon };

  test('two replicas that wake the same pass do not run it at the same time', async () => {
    await using store = await open();
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    const running = withLease(store.db, 'poll', { ...options, replica: 'a' }, () => {
      first.resolve();
      return second.promise;
    });
    await first.promise;

    const refused = vi.fn(async () => undefined);
    expect(await withLease(store.db, 'poll', { ...options, replica: 'b' }, refused)).toBe(false);
    expect(refused).not.toHaveBeenCalled();

    second.resolve();
    expect(await running).toBe(true);
    expect(await withLease(store.db, 'poll', { ...options, replica: 'b' }, async () => undefined)).toBe(true);
  });

  test('different passes run side by side', async () => {
    await using store = await open();
    let delivered = false;

    await withLease(store.db, 'poll', { ...options, replica: 'a' }, async () => {
      delivered = await withLease(store.db, 'deliver', { ...options, replica: 'b' }, async () => undefined);
    });

    expect(delivered).toBe(true);
  });

  test('a pass that fails gives its lease back and the failure on', async () => {
    await using store = await open();
    const failing = withLease(store.db, 'poll', { ...options, replica: 'a' }, async () => {
      throw new Error('Revox did not answer');
    });

    await expect(failing).rejects.toThrow('Revox did not answer');
    expect(await withLease(store.db, 'poll', { ...options, replica: 'b' }, async () => undefined)).toBe(true);
  });

  test('a lease is renewed for as long as the pass runs', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await using store = await open();
    let now = noon;
    const clock = () => now;

    await withLease(store.db, 'poll', { replica: 'a', ttlMs: 30 * second, now: clock }, async (lost) => {
      for (let tick = 0; tick < 6; tick++) {
        now += 10 * second;
        vi.advanceTimersByTime(10 * second);
        await expect.poll(() => expiry(store.db)).toBe(now + 30 * second);
      }
      expect(lost.aborted).toBe(false);
    });
  });

  test('a pass whose lease was taken over while it slept gets to know', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await using store = await open();
    let now = noon;
    const clock = () => now;

    await withLease(store.db, 'poll', { replica: 'slept', ttlMs: 30 * second, now: clock }, async (lost) => {
      now += 31 * second;
      await takeLease(store.db, runOf('b', now, 'lease:poll'), 30 * second);
      vi.advanceTimersByTime(10 * second);
      await expect.poll(() => lost.aborted).toBe(true);
    });

    const held = await store.db.selectFrom('runs').selectAll().executeTakeFirst();
    expect(held).toMatchObject({ replica: 'b', finished_at: null });
  });
});

describeStores('coordination', (open) => {
  test('each tick is run by one of two replicas, and remembered as run', async () => {
    await using store = await open();
    const one = coordinate(store.db, 'a', () => noon);
    const other = coordinate(store.db, 'b', () => noon + second);

    expect(await one.takeTick('poll:12:00', 30 * second)).toBe(true);
    expect(await other.takeTick('poll:12:00', 30 * second)).toBe(false);
    await one.finishTick('poll:12:00');

    expect(await store.db.selectFrom('runs').selectAll().execute()).toEqual([
      {
        key: 'poll:12:00',
        replica: 'a',
        started_at: noon,
        expires_at: noon + 30 * second,
        finished_at: noon,
      },
    ]);
  });

  test('the ticks of a long life do not pile up', async () => {
    await using store = await open();
    let now = noon;
    const coordination = coordinate(store.db, 'a', () => now);

    for (let minute = 0; minute < 180; minute++) {
      now = noon + minute * 60 * second;
      await coordination.takeTick(`poll:${minute}`, 30 * second);
      await coordination.finishTick(`poll:${minute}`);
    }

    const { kept } = await store.db
      .selectFrom('runs')
      .select((row) => row.fn.countAll<number>().as('kept'))
      .executeTakeFirstOrThrow();
    expect(kept).toBeLessThan(80);
  });
});

async function expiry(db: Parameters<typeof withLease>[0]): Promise<number | undefined> {
  const row = await db.selectFrom('runs').select('expires_at').executeTakeFirst();
  return row?.expires_at;
}
