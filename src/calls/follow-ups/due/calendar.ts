import { dayAfter } from '../../time/local-day.ts';
import { daysSinceMonday, isWorkday } from '../../time/weekdays.ts';

/** Days of the calendar, counted from others. */

/** The first such weekday after this date. @param weekday 0 is Monday. */
export function firstAfter(date: string, weekday: number): string {
  return dayAfter(date, ((weekday - daysSinceMonday(date) + 6) % 7) + 1);
}

export function workdayAfter(date: string, days = 1): string {
  let [day, left] = [date, Math.min(days, 400)];
  while (left > 0) {
    day = dayAfter(day);
    if (isWorkday(day)) left -= 1;
  }
  return day;
}

export function workdayBefore(date: string): string {
  const before = dayAfter(date, -1);
  return isWorkday(before) ? before : workdayBefore(before);
}

export function firstOfMonth(date: string, monthsOn: number): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + monthsOn, 1)).toISOString().slice(0, 10);
}

/** The same day so many months later, or the last one of a month that has no such day. */
export function monthsAfter(date: string, months: number): string {
  const first = firstOfMonth(date, months);
  const days = Math.round((Date.parse(firstOfMonth(date, months + 1)) - Date.parse(first)) / 86_400_000);
  return dayAfter(first, Math.min(Number(date.slice(8)), days) - 1);
}

/** The next such day of a month that has it. */
export function nextOfMonth(day: number, date: string): string {
  for (let months = 0; ; months += 1) {
    const found = dayAfter(firstOfMonth(date, months), day - 1);
    if (found >= date && Number(found.slice(8)) === day) return found;
  }
}
