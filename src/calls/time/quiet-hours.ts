import type { Instant } from '../call.ts';
import type { Quiet } from '../options/quiet.ts';
import { dayAfter, instantOfLocalTime, localDate, localDayBounds } from './local-day.ts';
import { isWorkday } from './weekdays.ts';

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

interface Interval {
  from: Instant;
  to: Instant;
}

function intervalsAround({ hours, weekends }: Quiet, timezone: string, at: Instant): Interval[] {
  const today = localDate(at, timezone);
  return [dayAfter(today, -1), today].flatMap((date) => [
    ...(hours === null ? [] : [quietHours(hours, timezone, date)]),
    ...(weekends && !isWorkday(date) ? [localDayBounds(date, timezone)] : []),
  ]);
}

function quietHours({ from, to }: { from: string; to: string }, timezone: string, date: string): Interval {
  const end = to > from ? date : dayAfter(date);
  return { from: instantOfLocalTime(date, from, timezone), to: instantOfLocalTime(end, to, timezone) };
}
