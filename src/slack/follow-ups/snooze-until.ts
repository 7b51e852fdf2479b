import type { Instant } from '../../calls/call.ts';
import { hourMs } from '../../calls/time/durations.ts';
import { dayAfter, instantOfLocalTime, localDate } from '../../calls/time/local-day.ts';
import type { Snooze } from '../calls/follow-up-choice.ts';

/**
 * When a snooze ends. Null for an afternoon that has begun.
 *
 * @param timezone Where the person is.
 */
export function snoozeUntil(snooze: Snooze, now: Instant, timezone: string): Instant | null {
  const today = localDate(now, timezone);
  switch (snooze) {
    case 'hour':
      return now + hourMs;
    case 'afternoon': {
      const afternoon = instantOfLocalTime(today, '14:00', timezone);
      return afternoon > now ? afternoon : null;
    }
    case 'tomorrow':
      return instantOfLocalTime(dayAfter(today), '09:00', timezone);
    case 'week':
      return instantOfLocalTime(nextMonday(today), '09:00', timezone);
  }
}

function nextMonday(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return dayAfter(date, 7 - ((weekday + 6) % 7));
}
