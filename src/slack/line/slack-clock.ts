import type { Instant } from '../../calls/call.ts';
import type { ClockReading } from '../../outbox/read-back.ts';

interface ClockLog {
  warn(fields: object, sentence: string): void;
}

/** From here on it is worth a word; what is usual is a second or two. */
export const mostOffMs = 20_000;

/** Our two clocks drift apart by milliseconds while a reading is of use. */
const driftMs = 2_000;

/**
 * Slack's clock compared with ours, by the date of each answer.
 * @param elapsed What only goes forward, in ms.
 */
export function createSlackClock(now: () => Instant, log: ClockLog, elapsed = () => performance.now()) {
  let last: ClockReading | null = null;
  /** How far the time of day was ahead of what only goes forward. */
  let offset = 0;
  let saidMs = 0;
  return {
    now,
    /** The last one; null before the first, and where our clock was set since. */
    reading: () => (Math.abs(now() - elapsed() - offset) > driftMs ? null : last),
    /** How far Slack's is ahead; null where that is not worth a word. */
    noteworthyMs: () => (last !== null && Math.abs(last.aheadMs) > mostOffMs ? last.aheadMs : null),
    note(answer: Response, askedAt: Instant) {
      const reading = readingOf(answer.headers.get('date'), askedAt, now());
      if (reading === null) return;
      last = reading;
      offset = reading.at - elapsed();
      if (Math.abs(reading.aheadMs - saidMs) <= mostOffMs) return;
      saidMs = reading.aheadMs;
      log.warn({ lateMs: saidMs }, 'the clock of this machine differs from that of Slack');
    },
  };
}

export type SlackClock = ReturnType<typeof createSlackClock>;

/** An answer that took longer than this says too little about when it was given. */
const slowestMs = 5_000;

/** `Date` has whole seconds, so Slack's clock showed half a second more on average. */
export function readingOf(date: string | null, askedAt: Instant, answeredAt: Instant): ClockReading | null {
  const theirs = Date.parse(date ?? '');
  const tookMs = answeredAt - askedAt;
  if (Number.isNaN(theirs) || tookMs < 0 || tookMs > slowestMs) return null;
  return { at: answeredAt, aheadMs: Math.round(theirs + 500 - (askedAt + answeredAt) / 2) };
}
