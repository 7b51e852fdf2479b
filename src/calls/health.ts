import type { Instant } from './call.ts';
import type { NightlyCopy } from './nightly-copy.ts';

/** What `/revox status` says; gathered by the store, put into words by the message. */
export interface Health {
  version: string;
  startedAt: Instant;
  lastGoodPollAt: Instant | null;
  lastPollProblem: string | null;
  /** When the next one was due, as the timetable was at the last good one; null when nobody said. */
  pollDueAt: Instant | null;
  /** How often Revox is asked from then on. */
  pollEveryMs: number;
  calls: number;
  openCalls: number;
  setAside: number;
  /** Calls in a state that is new to us, of which nothing says that they ended. */
  puzzling: number;
  untoldCalls: number;
  waitingMessages: number;
  parkedMessages: number;
  oldestWaitingAt: Instant | null;
  openIncidents: number;
  /** Rows imported so far, while history is still being read. */
  importing: { read: number } | null;
  lastSentAt: Instant | null;
  /** Null when no nightly copies are wanted. */
  nightlyCopy: NightlyCopy | null;
  /** What is wrong with the database, and what to do, though it answered this time. */
  databaseTrouble: { says: string; next: string } | null;
}

/** How long the list may stay unread, or a message unposted, before the bot no longer does its job. */
const patienceMs = 5 * 60_000;
/** One poll that fails is a hiccup, however rare polls are. */
const pollsForgiven = 3;

type Polled = Pick<Health, 'lastGoodPollAt' | 'pollDueAt' | 'pollEveryMs'>;

/** Whether Revox was not read for too long. Between two days of office hours, say, none is due for hours. */
export function isStale({ lastGoodPollAt, pollDueAt, pollEveryMs }: Polled, now: Instant): boolean {
  if (lastGoodPollAt === null || isAhead(lastGoodPollAt, now)) return true;
  const dueSince = Math.max(lastGoodPollAt, pollDueAt ?? 0);
  return now - dueSince > patienceMs + pollsForgiven * pollEveryMs;
}

/** Whether a last poll that is long ago is as it should be. */
export function isResting({ pollDueAt, pollEveryMs }: Polled, now: Instant): boolean {
  return pollDueAt !== null && pollDueAt - now > pollEveryMs;
}

/** Whether something has been queued for too long. */
export function isStuck({ oldestWaitingAt }: Pick<Health, 'oldestWaitingAt'>, now: Instant): boolean {
  if (oldestWaitingAt === null) return false;
  return isAhead(oldestWaitingAt, now) || now - oldestWaitingAt > patienceMs;
}

/** What lies ahead of now says nothing: the clock was put back since. */
export function isAhead(at: Instant, now: Instant): boolean {
  return at - now > 60_000;
}
