import type { Instant } from './call.ts';
import { hourMs, minuteMs } from './time/durations.ts';
import { dayAfter, instantOfLocalTime, localDate } from './time/local-day.ts';

/** For how long one can leave an incident or a follow-up alone, as it is said behind “Snooze”. */
export const snoozes = {
  '30m': 'for 30 min',
  '1h': 'for 1 h',
  '4h': 'for 4 h',
  afternoon: 'until this afternoon',
  tomorrow: 'until tomorrow morning',
  week: 'until next week',
} as const;
export type Snooze = keyof typeof snoozes;

export const snoozeKeys = Object.keys(snoozes) as [Snooze, ...Snooze[]];

/**
 * When a snooze ends. Null for an afternoon that has begun.
 *
 * @param timezone Where the person is.
 */
export function snoozeUntil(snooze: Snooze, now: Instant, timezone: string): Instant | null {
  const today = localDate(now, timezone);
  switch (snooze) {
    case '30m':
      return now + 30 * minuteMs;
    case '1h':
      return now + hourMs;
    case '4h':
      return now + 4 * hourMs;
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
