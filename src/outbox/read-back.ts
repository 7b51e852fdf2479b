import type { Instant } from '../calls/call.ts';
import type { Claim } from '../store/messages/message-claims.ts';
import { backoffMs } from './backoff.ts';
import type { Finding, OddAnswer, Unread } from './posting.ts';

/** What Slack's clock may differ by from what was measured. */
const clockSkewMs = 30_000;
/** A clock that changed by more was set, and nobody knows when. */
const mostChangeMs = 20_000;
/** Clocks drift apart by milliseconds in this time; what was measured longer ago may be of another clock. */
const measuredWithinMs = 5 * 60_000;
const marginMs = 5_000;
/** A request that was given up may be accepted this much later. */
const lateMs = 12_000;
/** How often a look-up may fail in a row before a person is asked. */
const mostTries = 12;
const mostTriesWithoutPermission = 3;

const oddAnswer: OddAnswer = 'answered-oddly';
/** Slack's word when the message that began a thread is deleted. */
const threadGone = 'thread_not_found';

interface Attempt {
  attemptedAt: Instant;
  attemptEndedAt: Instant;
}

/** How far Slack's clock is ahead of ours, and when that was measured by ours. */
export interface ClockReading {
  at: Instant;
  aheadMs: number;
}

/** What was measured before or after the attempt, near enough to be a guess for it; null where it is not. */
export function aheadNear(
  { attemptedAt, attemptEndedAt }: Attempt,
  reading: ClockReading | null,
): number | null {
  if (reading === null) return null;
  const isNear = [attemptedAt, attemptEndedAt].some((at) => Math.abs(reading.at - at) <= measuredWithinMs);
  return isNear ? reading.aheadMs : null;
}

/** Whether a clock was set between two measurements. */
export function clockChanged(aheadMs: number, reading: ClockReading | null): boolean {
  return reading !== null && Math.abs(reading.aheadMs - aheadMs) > mostChangeMs;
}

/** What a leap of our clock takes from the grace is not worth a second look-up. */
const noticedMs = 3_000;

/**
 * How long it is until Slack surely shows what it accepted, by its own clock: ours may have leapt ahead meanwhile, so
 * that a look-up was due too early. Zero where no more than that was measured.
 *
 * @param aheadMs How far Slack's clock was ahead at the attempt.
 */
export function notShownForMs(
  attempt: Attempt,
  aheadMs: number,
  { reading, now, reachMs, graceMs }: Grace,
): number {
  if (reading === null || Math.abs(reading.aheadMs - aheadMs) <= noticedMs) return 0;
  const slackNow = now + reading.aheadMs;
  return Math.max(0, endedBy(attempt, reachMs) + aheadMs + graceMs - slackNow);
}

/** When Slack had accepted an attempt at the latest, by its own clock: its end may be by the one that was set. */
function endedBy({ attemptedAt, attemptEndedAt }: Attempt, reachMs: number): Instant {
  const latest = attemptedAt + reachMs;
  return attemptEndedAt < attemptedAt ? latest : Math.min(attemptEndedAt, latest);
}

interface Grace {
  reading: ClockReading | null;
  now: Instant;
  /** After the beginning of its lease no post is under way for longer. */
  reachMs: number;
  graceMs: number;
}

interface Window {
  from: Instant;
  until: Instant;
}

/** The time in which Slack may have accepted an attempt, by Slack's clock. What came after it need not be read. */
export function windowOf({ attemptedAt, attemptEndedAt }: Attempt, aheadMs: number): Window {
  // A clock that is set back meanwhile puts the end before the beginning.
  const [first, last] = [Math.min(attemptedAt, attemptEndedAt), Math.max(attemptedAt, attemptEndedAt)];
  return {
    from: first + aheadMs - clockSkewMs - marginMs,
    until: last + aheadMs + lateMs + clockSkewMs + marginMs,
  };
}

/**
 * The window where nobody can tell by which clock the attempt was made: whatever that was, until now. Who has a
 * message looked up again must not have it posted again because it was looked for at another time.
 */
export function widestWindow(attempt: Attempt, aheads: number[], slackNow: Instant): Window {
  const windows = aheads.map((aheadMs) => windowOf(attempt, aheadMs));
  return {
    from: Math.min(...windows.map(({ from }) => from)),
    until: Math.max(slackNow, ...windows.map(({ until }) => until)),
  };
}

/** A clock that was set by more since the attempt is not near to it. */
const mostSetMs = measuredWithinMs + 60_000;

/** How far Slack's clock may have been ahead at an attempt for which it was only guessed. */
export function aheadsAround(guessMs: number): number[] {
  return [guessMs - mostSetMs, guessMs, guessMs + mostSetMs];
}

const notThereAt = 'not there at ';

/** Why a message is looked up once more: it was not found at this time of Slack's. A reason that says so is kept. */
export function absentSince(reason: string | null, time: Instant): string {
  return firstAbsentAt(reason) === null ? notThereAt + new Date(time).toISOString() : (reason as string);
}

function firstAbsentAt(reason: string | null): Instant | null {
  return reason?.startsWith(notThereAt) ? Date.parse(reason.slice(notThereAt.length)) : null;
}

/**
 * How long it is until a second look says for sure that a message is not there, whatever our clock was set to since
 * the attempt: as long after the first as Slack may take to accept a request and to show what it accepted.
 */
export function untilSureMs(reason: string | null, time: Instant, graceMs: number): number {
  return Math.max(0, lateMs + graceMs - Math.abs(time - (firstAbsentAt(reason) ?? time)));
}

type Doubt = Pick<Claim, 'attempt' | 'reason' | 'cursor'>;

export type ReadBack =
  /** It is there. `copies` above one is a defect that somebody should know of. */
  | { kind: 'posted'; ts: string; copies: number }
  | { kind: 'absent' }
  /** It is not there, although Slack said that it posted it. */
  | { kind: 'missing' }
  /** The message in whose thread it belongs is gone: there it is not, nor will it be. */
  | { kind: 'pointless' }
  /** `cursor`: where to go on. `isInVain`: no page was read, and Slack did not ask to wait for one. */
  | { kind: 'look-again'; afterMs: number; reason: string; cursor: string | null; isInVain: boolean }
  | { kind: 'unreadable'; reason: string };

/**
 * What a look-up means for a message in doubt. One that was found is posted, however much was left unread; one
 * that was not found is absent only if all of the time was read.
 */
export function readBack({ found, unread, cursor }: Finding, doubt: Doubt, chance: number): ReadBack {
  const [first] = found;
  if (first !== undefined) return { kind: 'posted', ts: first, copies: found.length };
  if (unread?.reason === threadGone) return { kind: 'pointless' };
  if (unread !== null) return lookAgain(unread, cursor, doubt, chance);
  return doubt.reason === oddAnswer ? { kind: 'missing' } : { kind: 'absent' };
}

function lookAgain(unread: Unread, cursor: string | null, doubt: Doubt, chance: number): ReadBack {
  const { reason, needsPerson } = unread;
  const isFurther = cursor !== null && cursor !== doubt.cursor;
  const isInVain = !isFurther && reason !== 'rate-limited';
  const most = needsPerson ? mostTriesWithoutPermission : mostTries;
  if (isInVain && doubt.attempt >= most) return { kind: 'unreadable', reason };
  return {
    kind: 'look-again',
    afterMs: pauseMs(unread, isFurther, doubt, chance),
    reason,
    cursor,
    isInVain,
  };
}

/** Who came further goes on as soon as Slack lets it; the others must not come back together. */
function pauseMs({ afterMs }: Unread, isFurther: boolean, { attempt }: Doubt, chance: number): number {
  return isFurther
    ? backoffMs({ attempt: 1, afterMs }, 0)
    : backoffMs({ attempt: attempt + 2, afterMs }, chance);
}
