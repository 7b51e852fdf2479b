import type { Instant } from '../calls/call.ts';
import { dayMs } from '../calls/time/durations.ts';

/** A nonsense header must not silence the bot for good. */
const longestWaitMs = dayMs;

/**
 * `Retry-After` in either of its forms, as a wait; null when absent or unreadable.
 * A date is measured against the server's own clock where it tells the time, since ours may be off.
 */
export function retryAfterMs(retryAfter: string | undefined, serverDate: string | undefined, now: Instant) {
  if (retryAfter === undefined) return null;
  const waitMs = /^\s*\d+(\.\d+)?\s*$/.test(retryAfter)
    ? Number(retryAfter) * 1000
    : Date.parse(retryAfter) - timeOf(serverDate, now);
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(0, Math.ceil(waitMs)), longestWaitMs);
}

function timeOf(serverDate: string | undefined, now: Instant): Instant {
  const time = Date.parse(serverDate ?? '');
  return Number.isNaN(time) ? now : time;
}
