import type { Instant } from '../calls/call.ts';
import type { SubscriptionOptions } from '../calls/options/index.ts';
import type { Quiet } from '../calls/options/quiet.ts';
import { dayAfter, instantOfLocalTime, localDate, localDayBounds } from '../calls/time/local-day.ts';

export type TellingTime = 'now' | { heldBy: 'summary' | 'quiet'; until: Instant };

/** Whether news may be posted now, or what holds it back and until when. @param foundAt The oldest of the news. */
export function tellingTime(
  { summaryMinutes, quiet, timezone = 'UTC' }: SubscriptionOptions,
  foundAt: Instant,
  now: Instant,
): TellingTime {
  const slot = summaryMinutes === undefined ? foundAt : nextSummary(foundAt, summaryMinutes, timezone);
  const earliest = Math.max(slot, now);
  const quietEnd = quiet === undefined ? null : quietUntil(quiet, timezone, earliest);
  if (quietEnd !== null) return { heldBy: slot > now ? 'summary' : 'quiet', until: quietEnd };
  return slot > now ? { heldBy: 'summary', until: slot } : 'now';
}

/** Summaries come at the same times every day, counted from its midnight. */
function nextSummary(foundAt: Instant, everyMinutes: number, timezone: string): Instant {
  const { from, to } = localDayBounds(localDate(foundAt, timezone), timezone);
  const everyMs = everyMinutes * 60_000;
  return Math.min(from + (Math.floor((foundAt - from) / everyMs) + 1) * everyMs, to);
}

interface Interval {
  from: Instant;
  to: Instant;
}

/**
 * When the quiet that reigns at this instant is over; null when none does. Quiet hours begin and end when the clocks
 * first show their times, so that an hour that comes twice is not quiet twice.
 */
export function quietUntil(quiet: Quiet, timezone: string, at: Instant): Instant | null {
  let end = at;
  for (let days = 0; days < mostDays; days += 1) {
    const reigning = intervalsAround(quiet, timezone, end).find(({ from, to }) => from <= end && end < to);
    if (reigning === undefined) break;
    end = reigning.to;
  }
  return end === at ? null : end;
}

/** Nights and weekends may follow each other, but not for long. */
const mostDays = 10;

function intervalsAround({ hours, weekends }: Quiet, timezone: string, at: Instant): Interval[] {
  const today = localDate(at, timezone);
  return [dayAfter(today, -1), today].flatMap((date) => [
    ...(hours === null ? [] : [quietHours(hours, timezone, date)]),
    ...(weekends && isWeekend(date) ? [localDayBounds(date, timezone)] : []),
  ]);
}

function quietHours({ from, to }: { from: string; to: string }, timezone: string, date: string): Interval {
  const end = to > from ? date : dayAfter(date);
  return { from: instantOfLocalTime(date, from, timezone), to: instantOfLocalTime(end, to, timezone) };
}

function isWeekend(date: string): boolean {
  const day = new Date(`${date}T00:00Z`).getUTCDay();
  return day === 0 || day === 6;
}
