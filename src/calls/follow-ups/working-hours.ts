import type { Instant } from '../call.ts';
import type { Quiet } from '../options/quiet.ts';
import { dayAfter, instantOfLocalTime, localDate } from '../time/local-day.ts';
import { quietUntil } from '../time/quiet-hours.ts';
import { isWorkday } from '../time/weekdays.ts';

/** What a channel set: its quiet hours, if it has any, and its zone. */
export interface WorkingHours {
  quiet: Quiet | null;
  timezone: string;
}

/** When nobody works where no quiet hours are set. */
const usual = { from: '18:00', to: '09:00' };

/** This instant where people work then, else the next at which they begin. The end of a day belongs to it. */
export function intoWorkingHours(at: Instant, { quiet, timezone }: WorkingHours): Instant {
  return Math.max(at, quietUntil(restOf(quiet), timezone, at - 1) ?? at);
}

/** The end of the next working day: where nobody said when, there is that long. */
export function endOfNextWorkingDay(at: Instant, { quiet, timezone }: WorkingHours): Instant {
  const { hours, weekends } = restOf(quiet);
  const today = localDate(at, timezone);
  const days = [1, 2, 3].map((days) => dayAfter(today, days));
  const day = days.find((date) => !weekends || isWorkday(date)) ?? today;
  return instantOfLocalTime(day, isOvernight(hours) ? hours.from : usual.from, timezone);
}

/** Quiet hours say when people work. Who set weekends alone works the usual hours. */
function restOf(quiet: Quiet | null): Quiet & { hours: { from: string; to: string } } {
  return { hours: quiet?.hours ?? usual, weekends: quiet?.weekends ?? true };
}

function isOvernight({ from, to }: { from: string; to: string }): boolean {
  return to < from;
}
