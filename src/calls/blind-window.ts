import type { Instant } from './call.ts';

/** A time in which the list of calls was not read although it should have been. */
export interface BlindWindow {
  /** When it was last read before. */
  from: Instant;
  /** When it was read again; null while it lasts. */
  to: Instant | null;
  /** `revox`: it was asked and gave no answer. `bot`: nobody asked. */
  cause: 'revox' | 'bot';
}

/** Shorter ones are read up so soon that nobody notices. */
const shortestMs = 5 * 60_000;

interface Polling {
  lastGoodAt: Instant | null;
  /** When it was to be read next, as the timetable was then. */
  dueAt: Instant | null;
  /** Failed passes since. */
  failures: number;
}

/** What could not be seen since the last good poll, if it is worth telling. */
export function blindSince({ lastGoodAt, dueAt, failures }: Polling, now: Instant): BlindWindow | null {
  if (lastGoodAt === null || now - (dueAt ?? lastGoodAt) < shortestMs) return null;
  return { from: lastGoodAt, to: null, cause: failures > 0 ? 'revox' : 'bot' };
}
