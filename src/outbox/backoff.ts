import { hourMs } from '../calls/time/durations.ts';

const firstDelayMs = 1_000;
const longestDelayMs = 5 * 60_000;
/** Slack documents no ceiling. To ask too early costs another refusal; to believe a wrong figure costs days. */
const longestAskedMs = hourMs;

interface Retry {
  /** 1 after the first failure in a row. */
  attempt: number;
  /** What the other side asked for, if it did. */
  afterMs: number | null;
}

/**
 * How long to wait before the next try.
 *
 * @param chance 0 to 1. Channels that were refused together must not come back together.
 */
export function backoffMs({ attempt, afterMs }: Retry, chance: number): number {
  const spreadMs = (delayMs: number) => Math.round(delayMs * (1 + chance / 2));
  if (afterMs !== null) return spreadMs(Math.min(Math.max(afterMs, firstDelayMs), longestAskedMs));
  return spreadMs(Math.min(firstDelayMs * 2 ** Math.min(attempt - 1, 30), longestDelayMs));
}
