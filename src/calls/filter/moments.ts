import { canonicalClockTime } from '../time/clock-time.ts';
import { dayAfter } from '../time/local-day.ts';
import { weekdayOf } from '../time/weekdays.ts';
import { datesIn } from './dates.ts';
import { datesOf } from './days.ts';
import { countPattern, lengthOf, lengthPattern, unitPattern } from './lengths.ts';
import { canonicalDay } from './moment.ts';
import { partAt } from './parts-of-day.ts';
import type { Misreading } from './piece.ts';
import { spanAt } from './spans.ts';

/** Words of time at the beginning of a line, how much of it they take, and what they mean. */
export interface Timing {
  length: number;
  read: string[] | Misreading;
}

/** A time over which calls ended: `last 24 hours`, `this month`, `28 Nov`, `30 days`. */
export function periodAt(line: string, today: string): Timing | null {
  return (
    figuresAt(line, today) ??
    partAt(line, (words) => dayAt(words, today), today) ??
    spanAt(line, today) ??
    lastAt(line) ??
    agoAt(line, today) ??
    daysAt(line, today) ??
    lengthAt(line) ??
    timeAt(line)
  );
}

/** What may follow `since` and `until`: the canonical moment, or why there is none. */
export function momentAt(
  line: string,
  today: string,
  isFrench = false,
): { length: number; moments: string[] } | null {
  const hours = isFrench ? hoursAt(line) : null;
  if (hours !== null) return hours;
  const [ago = '', length = ''] = agoPattern.exec(line) ?? [];
  if (ago !== '') return momentOf(ago, lengthOf(length));
  const part = partAt(line, (words) => dayAt(words, today), today);
  if (part !== null) return momentOf(line.slice(0, part.length), part.since);
  const last = lastAt(line);
  if (last !== null && Array.isArray(last.read))
    return { length: last.length, moments: last.read.map((it) => it.replace(/^since:/, '')) };
  const day = dayAt(line, today);
  const time = clockAt(line.slice(day?.length ?? 0));
  if (day === null) return time === null ? null : { length: time.length, moments: [time.time] };
  const dates = day.days
    .map((it) => datesOf(it, today))
    .flatMap(([first, last]) => (first === last ? first : []));
  if (time === null || dates.length === 0) return { length: day.length, moments: day.days };
  const moments = dates.map((date) => `${date}T${time.time}${time.zone}`);
  return { length: day.length + time.length, moments };
}

const agoPattern = new RegExp(`^(?:il y a )?(${lengthPattern})(?: ago(?!\\S))?`, 'i');

/** « depuis 9 heures »: a time of the day, or a length. */
function hoursAt(line: string): { length: number; moments: string[] } | null {
  const [words = '', hours = ''] = /^(\d{1,2}) ?h(?:eures)?(?!\S)(?! \d)/i.exec(line) ?? [];
  const time = words === '' ? null : canonicalClockTime(hours);
  return time === null ? null : { length: words.length, moments: [time, `${hours}h`] };
}

function momentOf(text: string, moment: string | null) {
  return moment === null ? null : { length: text.length, moments: [moment] };
}

/** `last 24 hours`, `the past week` */
function lastAt(line: string): Timing | null {
  const [words = '', before, count, unit, after] = lastPattern.exec(line) ?? [];
  if (words === '') return null;
  const length = before ?? after ?? `${count} ${unit}`;
  const calendar = /^(week|month|year)$/i.exec(length)?.[1]?.toLowerCase();
  if (calendar !== undefined) return { length: words.length, read: [`last-${calendar}`] };
  const canonical = lengthOf(length);
  return canonical === null ? null : { length: words.length, read: [`since:${canonical}`] };
}

/** In French the count may stand before: “les 7 derniers jours”. */
const lastPattern = new RegExp(
  `^(?:(?:the )?(?:last|past|previous|latest) (${lengthPattern}|${unitPattern})|${[
    `(?:(?:la|le|les|ces) )?(${countPattern}) (?:derniers|dernieres) (${unitPattern})`,
    `(?:(?:la|le|les|ces) )?(?:derniers?|dernieres?) (${lengthPattern}|${unitPattern})`,
  ].join('|')})`,
  'i',
);

/** `2 hours ago`, `il y a 3 jours` */
function agoAt(line: string, today: string): Timing | null {
  const [words = '', before, length = before ?? ''] = agoAlone.exec(line) ?? [];
  const canonical = words === '' ? null : lengthOf(length);
  if (canonical === null) return null;
  const [, days] = /^(\d+)d$/.exec(canonical) ?? [];
  const word = days === undefined ? `since:${canonical}` : dayAfter(today, -Number(days));
  return { length: words.length, read: [word] };
}

const agoAlone = new RegExp(`^(?:(${lengthPattern}) ago(?!\\S)|il y a (${lengthPattern}))`, 'i');

function lengthAt(line: string): Timing | null {
  const [words = ''] = new RegExp(`^${lengthPattern}`, 'i').exec(line) ?? [];
  const canonical = words === '' ? null : lengthOf(words);
  return canonical === null ? null : { length: words.length, read: [`since:${canonical}`] };
}

/** A day, or a time of one, which says neither that calls are to be since then nor until then. */
function daysAt(line: string, today: string): Timing | null {
  const moment = momentAt(line, today);
  const day = dayAt(line, today);
  if (moment === null || day === null) return null;
  if (moment.length > day.length) return { length: moment.length, read: sinceOrUntil(moment.moments) };
  if (day.days.length === 1) return { length: day.length, read: day.days };
  const typed = line.slice(0, day.length);
  const wrong = canBeNoDate(typed);
  if (day.days.length === 0) return wrong && { length: day.length, read: wrong };
  return {
    length: day.length,
    read: { message: `“${typed}” may be either day.`, suggestion: null, choices: day.days },
  };
}

/** `20261128` and `2026` may be the end of a number as well. */
function figuresAt(line: string, today: string): Timing | null {
  const [figures = ''] = /^(?:\d{8}|20[0-3]\d)(?!\S)/.exec(line) ?? [];
  const days =
    figures.length === 8 ? datesIn(figures, today) : [`since:${figures}-01-01 until:${figures}-12-31`];
  if (figures === '' || days === null) return null;
  const message = 'This may be a date, or the end of a number.';
  return {
    length: figures.length,
    read: { message, suggestion: null, choices: [...days, `phone:${figures}`] },
  };
}

function sinceOrUntil(moments: string[]): Misreading {
  const choices = moments.flatMap((moment) => [`since:${moment}`, `until:${moment}`]);
  return {
    message: 'A time alone may be where a period begins, or where it ends.',
    suggestion: null,
    choices,
  };
}

/** Figures written like a date that no calendar has: else they would be taken for the end of a number. */
function canBeNoDate(typed: string): Misreading {
  const [time, digits] = [canonicalClockTime(typed), typed.replaceAll(/\D/g, '')];
  const choices = [
    ...(time === null ? [] : [`since:${time}`, `until:${time}`]),
    ...(digits.length === 4 && time === null ? [`phone:${digits}`] : []),
  ];
  return { message: `There is no day ${typed}.`, suggestion: null, choices };
}

function timeAt(line: string): Timing | null {
  const time = clockAt(line);
  return time && { length: time.length, read: sinceOrUntil([time.time]) };
}

const times = [
  '\\d{1,2}(?:[:h]\\d{2}(?::\\d{2})?)?(?: ?[ap]\\.?m\\.?)?',
  '\\d{1,2} ?h(?:eures?)?|noon|midi|midnight|minuit',
].join('|');
const clockWords = new RegExp(`^( ?(?:at|a) | ?)(${times})( ?utc| ?z)?(?!\\S)`, 'i');

/** `9 am`, `14:30`, `9h30 UTC`; figures alone are no time unless a day or `at` says so. */
function clockAt(line: string): { length: number; time: string; zone: string } | null {
  const [words = '', ahead = '', time = '', zone = ''] = clockWords.exec(line) ?? [];
  if (words === '' || (/^\d+$|heure| h/.test(time) && !/a/i.test(ahead))) return null;
  const [, withSeconds] = /^(\d\d:\d\d:\d\d)$/.exec(time) ?? [];
  const canonical = withSeconds ?? canonicalClockTime(time.replace(/ ?h(?:eures?)?$/i, 'h'));
  return canonical === null ? null : { length: words.length, time: canonical, zone: zone === '' ? '' : 'Z' };
}

/** The longest run of words that is a day or a period of the calendar. */
function dayAt(line: string, today: string): { length: number; days: string[] } | null {
  const words = line.split(' ').slice(0, 5);
  for (let count = words.length; count > 0; count -= 1) {
    const text = words.slice(0, count).join(' ');
    const days = daysOf(text, today);
    if (days !== null) return { length: text.length, days };
  }
  return null;
}

function daysOf(text: string, today: string): string[] | null {
  const named = canonicalDay(
    text.replace(/^(this|current|last|past|previous) (week|month|year)$/i, calendar),
  );
  if (named !== null) return [named];
  if (/^(?:(?:the )?day before yesterday|avant[- ]hier)$/i.test(text)) return [dayAfter(today, -2)];
  const weekday = weekdayOf(
    text.replace(/^(?:last|past|this|on|le|ce) /i, '').replace(/ (?:dernier|passe)$/i, ''),
  );
  if (weekday !== null) return [weekday];
  return datesIn(text, today);
}

function calendar(_: string, which: string, what: string): string {
  return `${/^(?:this|current)$/i.test(which) ? 'this' : 'last'}-${what}`;
}
