import { dayAfter } from './local-day.ts';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export type Weekday = (typeof weekdays)[number];

/** `mon`, `Mondays` and `monday` are one day; null for none. */
export function weekdayOf(word: string): Weekday | null {
  const lower = word.toLowerCase();
  const isShort = /^(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)$/.test(lower);
  return (
    weekdays.find((day) => day === lower || `${day}s` === lower || (isShort && day.startsWith(lower))) ?? null
  );
}

/** How many days it is since Monday. */
export function daysSinceMonday(date: string): number {
  return (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7;
}

/** The last such day up to this date, which may be one. */
export function lastWeekday(day: Weekday, date: string): string {
  return dayAfter(date, -((daysSinceMonday(date) - weekdays.indexOf(day) + 7) % 7));
}
