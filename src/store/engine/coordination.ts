import type { Instant } from '../../calls/call.ts';
import type { Store } from './database.ts';
import { finishRun, forgetOldRuns, type Run, renewRun, takeLease, takeTick } from './runs.ts';

/** Long enough for a slow renewal, short enough that the work of a dead replica is taken over within a minute. */
const leaseMs = 30_000;
const forgetEveryMs = 600_000;

/** How several replicas share one timetable. A replica that dies lets go of what it held by the clock. */
export function coordinate(store: Store, replica: string, now: () => Instant = Date.now) {
  const ticks = new Map<string, Run>();
  let forgottenAt = 0;
  return {
    /** True for the one replica that runs this tick. */
    async takeTick(key: string, ttlMs: number) {
      const tick = { key, replica, startedAt: now() };
      const taken = await takeTick(store, tick, ttlMs);
      if (taken) ticks.set(key, tick);
      return taken;
    },
    async finishTick(key: string) {
      const tick = ticks.get(key);
      ticks.delete(key);
      if (tick !== undefined) await finishRun(store, tick, now());
      if (now() - forgottenAt < forgetEveryMs) return;
      forgottenAt = now();
      await forgetOldRuns(store, now());
    },
    /** False, without running, while another replica runs the same. */
    exclusively: (name: string, run: (lost: AbortSignal) => Promise<unknown>) =>
      withLease(store, name, { replica, ttlMs: leaseMs, now }, run),
  };
}

export type Coordination = ReturnType<typeof coordinate>;

export interface LeaseOptions {
  replica: string;
  ttlMs: number;
  now(): Instant;
}

/**
 * Runs while holding the named lease, and renews it meanwhile. The signal aborts when the lease was lost all the
 * same, for example because this process slept.
 *
 * @returns false when another replica holds the lease
 */
export async function withLease(
  store: Store,
  name: string,
  { replica, ttlMs, now }: LeaseOptions,
  run: (lost: AbortSignal) => Promise<unknown>,
): Promise<boolean> {
  const lease = { key: `lease:${name}`, replica, startedAt: now() };
  if (!(await takeLease(store, lease, ttlMs))) return false;
  const renewal = keepRenewing(store, lease, ttlMs, now);
  try {
    await run(renewal.lost);
    return true;
  } finally {
    await renewal.stop();
    await finishRun(store, lease, now());
  }
}

function keepRenewing(store: Store, lease: Run, ttlMs: number, now: () => Instant) {
  const loss = new AbortController();
  let renewedAt = lease.startedAt;
  let renewing = Promise.resolve();
  const renew = async () => {
    const at = now();
    // A database that does not answer says nothing about the lease until it would have run out.
    const held = await renewRun(store, lease, at, ttlMs).catch(() => now() < renewedAt + ttlMs);
    if (!held) loss.abort();
    else renewedAt = at;
  };
  const timer = setInterval(() => {
    renewing = renewing.then(renew);
  }, ttlMs / 3);
  return {
    lost: loss.signal,
    stop: () => {
      clearInterval(timer);
      return renewing;
    },
  };
}
