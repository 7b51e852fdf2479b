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

/** `mon`, `Mondays`, `monday`, `lun.` and `lundi` are one day; null for none. `mar` is March. */
export function weekdayOf(word: string): Weekday | null {
  const lower = word.toLowerCase();
  const isShort = /^(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)$/.test(lower);
  const short = shortInFrench.indexOf(lower.replace(/\.$/, ''));
  return (
    weekdays.find((day) => day === lower || `${day}s` === lower || (isShort && day.startsWith(lower))) ??
    weekdayInFrench(lower) ??
    weekdays[short] ??
    null
  );
}

const inFrench = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const shortInFrench = ['lun', 'mar.', 'mer', 'jeu', 'ven', 'sam', 'dim'];

/** @param word in lower case */
export function weekdayInFrench(word: string): Weekday | null {
  return weekdays[inFrench.indexOf(word.replace(/s$/, ''))] ?? null;
}

/** How many days it is since Monday. */
export function daysSinceMonday(date: string): number {
  return (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7;
}

/** The last such day up to this date, which may be one. */
export function lastWeekday(day: Weekday, date: string): string {
  return dayAfter(date, -((daysSinceMonday(date) - weekdays.indexOf(day) + 7) % 7));
}

/** From Monday to Friday. */
export function isWorkday(date: string): boolean {
  return daysSinceMonday(date) < 5;
}
