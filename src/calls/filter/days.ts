import { dayAfter } from '../time/local-day.ts';
import { daysSinceMonday, lastWeekday, type Weekday, weekdayInFrench, weekdays } from '../time/weekdays.ts';
import { withoutAccents } from '../without-accents.ts';
import { meant } from './french.ts';

/** Days and whole calendar periods by name; a day of the week is the last one that was, today included. */
export const namedDays = [
  'today',
  'yesterday',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
  'this-year',
  'last-year',
  ...weekdays,
] as const;

/** What people say for them in French, without articles. */
export const saidInFrench: [words: string, day: (typeof namedDays)[number]][] = [
  ...meant('today', 'aujourd’hui', 'ce jour'),
  ...meant('yesterday', 'hier'),
  ...meant('this-week', 'cette semaine', 'semaine en cours', 'semaine actuelle'),
  ...meant('last-week', 'semaine dernière', 'semaine passée', 'semaine précédente', 'dernière semaine'),
  ...meant('this-month', 'ce mois', 'ce mois-ci', 'mois en cours', 'mois actuel'),
  ...meant('last-month', 'mois dernier', 'mois passé', 'mois précédent', 'dernier mois'),
  ...meant('this-year', 'cette année', 'année en cours'),
  ...meant('last-year', 'année dernière', 'année passée', 'année précédente', 'an dernier', 'an passé'),
];

const inFrench = new Map(saidInFrench.map(([words, day]) => [lettersOf(words), day]));

function lettersOf(words: string): string {
  return withoutAccents(words.toLowerCase()).replaceAll(/[^a-z]/g, '');
}

/** `aujourd’hui`, `la semaine dernière`, `lundi`; null for what is no such day in French. */
export function dayInFrench(text: string): string | null {
  const word = text.toLowerCase().replace(/^(?:la |le |l['’])(?=\p{L})/u, '');
  return inFrench.get(lettersOf(word)) ?? weekdayInFrench(word);
}

/** A day of the calendar, `2026-03-29`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1971' || text > '2999') return false;
  const date = new Date(`${text}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** `2026-03` */
export function isMonth(text: string): boolean {
  return /^\d{4}-\d{2}$/.test(text) && isDate(`${text}-01`);
}

/** The first and the last date of a day or period, as `canonicalDay` has it. */
export function datesOf(day: string, today: string): [first: string, last: string] {
  if (isDate(day)) return [day, day];
  if (isMonth(day)) return wholeMonth(day);
  if (day === 'yesterday') return [dayAfter(today, -1), dayAfter(today, -1)];
  if (weekdays.some((it) => it === day)) {
    const date = lastWeekday(day as Weekday, today);
    return [date, date];
  }
  const back = day.startsWith('last') ? 1 : 0;
  if (day.endsWith('week')) return wholeWeek(dayAfter(today, -7 * back));
  if (day.endsWith('month')) return wholeMonth(monthsBefore(today.slice(0, 7), back));
  if (day.endsWith('year')) return wholeYear(Number(today.slice(0, 4)) - back);
  return [today, today];
}

/** From Monday to Sunday. */
function wholeWeek(date: string): [string, string] {
  const monday = dayAfter(date, -daysSinceMonday(date));
  return [monday, dayAfter(monday, 6)];
}

function wholeMonth(month: string): [string, string] {
  return [`${month}-01`, dayAfter(`${monthsBefore(month, -1)}-01`, -1)];
}

function wholeYear(year: number): [string, string] {
  return [`${year}-01-01`, `${year}-12-31`];
}

/** `2026-01`, 1 → `2025-12`. */
export function monthsBefore(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 - months, 1)).toISOString().slice(0, 7);
}
