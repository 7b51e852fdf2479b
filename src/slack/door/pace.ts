import type { Instant } from '../../calls/call.ts';

export interface Pace {
  /** So many at once… */
  burst: number;
  /** …and then one more each time this has passed. */
  everyMs: number;
}

export const usualPace: Pace = { burst: 20, everyMs: 1_000 };

/**
 * How long this person has to wait, in ms; 0 when they need not, and then it counts. In memory: with several replicas
 * a person has as much of each, which is no harm.
 */
export type Pacer = (userId: string, now: Instant) => number;

/** @param most People remembered, those seen last; a forgotten person starts over. */
export function createPacer({ burst, everyMs }: Pace, most = 10_000): Pacer {
  // When each would have all of their burst again: one number says how much is used up.
  const restedAt = new Map<string, Instant>();
  return (userId, now) => {
    // Never longer than a whole burst away, also when a clock was put back.
    const rested = Math.min(Math.max(restedAt.get(userId) ?? now, now), now + burst * everyMs);
    const waitMs = rested + everyMs - now - burst * everyMs;
    // The one seen last stands last.
    restedAt.delete(userId);
    restedAt.set(userId, waitMs > 0 ? rested : rested + everyMs);
    if (waitMs > 0) return waitMs;
    if (restedAt.size > most) restedAt.delete(restedAt.keys().next().value as string);
    return 0;
  };
}
