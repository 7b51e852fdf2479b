import type { Instant } from '../calls/call.ts';
import type { SubscriptionOptions } from '../calls/options/index.ts';
import { localDate, localDayBounds } from '../calls/time/local-day.ts';
import { quietUntil } from '../calls/time/quiet-hours.ts';

export type TellingTime = 'now' | { deferredBy: 'summary' | 'quiet'; until: Instant };

/** Whether news may be posted now, or what holds it back and until when. @param foundAt The oldest of the news. */
export function tellingTime(
  { summaryMinutes, quiet, timezone = 'UTC' }: SubscriptionOptions,
  foundAt: Instant,
  now: Instant,
): TellingTime {
  const slot = summaryMinutes === undefined ? foundAt : nextSummary(foundAt, summaryMinutes, timezone);
  const earliest = Math.max(slot, now);
  const quietEnd = quiet === undefined ? null : quietUntil(quiet, timezone, earliest);
  if (quietEnd !== null) return { deferredBy: slot > now ? 'summary' : 'quiet', until: quietEnd };
  return slot > now ? { deferredBy: 'summary', until: slot } : 'now';
}

/** Summaries come at the same times every day, counted from its midnight. */
function nextSummary(foundAt: Instant, everyMinutes: number, timezone: string): Instant {
  const { from, to } = localDayBounds(localDate(foundAt, timezone), timezone);
  const everyMs = everyMinutes * 60_000;
  return Math.min(from + (Math.floor((foundAt - from) / everyMs) + 1) * everyMs, to);
}
