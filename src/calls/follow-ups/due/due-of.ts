import type { Instant } from '../../call.ts';
import { dayMs, minuteMs } from '../../time/durations.ts';
import { dayAfter, instantOfLocalTime, localDate, localTime } from '../../time/local-day.ts';
import { daysSinceMonday } from '../../time/weekdays.ts';
import { withoutAccents } from '../../without-accents.ts';
import { firstAfter, monthsAfter, nextOfMonth, workdayAfter, workdayBefore } from './calendar.ts';
import { calleeZone, isMonthFirstIn, saidZone } from './callee-zone.ts';
import type { Piece, PieceOf } from './piece.ts';
import { piecesOf } from './pieces.ts';

export interface DueContext {
  callEndedAt: Instant;
  /** ISO country of the callee; null where the number has none. */
  country: string | null;
  /** Of the channel: read where the country has no other. */
  timezone: string;
}

/** When somebody wants to be called, by the clocks there; null where the words say no time to come, or several. */
export function dueOf(said: string, context: DueContext): { at: Instant } | null {
  const text = plain(said);
  if (text === '' || text.length > longest) return null;
  const { callEndedAt, country } = context;
  const zone = saidZone(said, country) ?? calleeZone(country, callEndedAt, context.timezone);
  if (zone === 'unclear') return null;
  const today = localDate(callEndedAt, zone);
  const pieces = piecesOf(text, { today, isMonthFirst: isMonthFirstIn(country, text) });
  const at = pieces && instantOf(pieces, { callEndedAt, zone, today });
  return at === null || at <= callEndedAt || at > callEndedAt + furthestMs ? null : { at };
}

/** Words beyond this are a story. */
const longest = 200;
const furthestMs = 366 * dayMs;
const soonMs = 15 * minuteMs;
const firstHour = '09:00';
const lastHour = '18:00';

/** In lower case, without accents, and with spaces for apostrophes, hyphens between letters, and the like. */
function plain(said: string): string {
  return withoutAccents(said.normalize('NFKD'))
    .toLowerCase()
    .replaceAll(/[’'`_]/g, ' ')
    .replaceAll(/(?<=\p{L})[-‐‑](?=\p{L})/gu, ' ')
    .replaceAll(/\b([ap])\. ?m\./g, '$1m')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

interface Here {
  callEndedAt: Instant;
  zone: string;
  today: string;
}

function instantOf(pieces: Piece[], here: Here): Instant | null {
  const { callEndedAt, zone, today } = here;
  const days = daysIn(pieces, here);
  const time = timeIn(pieces);
  if (days === null || time === null || of(pieces, 'refusal').length > 0) return null;
  const fixed = fixedIn(pieces, callEndedAt);
  if (fixed.length > 0)
    return fixed.length === 1 && days.length === 0 && time === 'none' ? onlyOf(fixed) : null;
  const day = dayMeant(days, pieces, time !== 'none');
  if (day === null) return null;
  if (day === 'none') return time === 'none' ? null : nextTime(time, here);
  if (time !== 'none') return timeOf(day.date, time, here);
  return instantOfLocalTime(day.date, day.time ?? (day.date === today ? lastHour : firstHour), zone);
}

/** What no clock on a wall is needed for. */
function fixedIn(pieces: Piece[], callEndedAt: Instant): Instant[] {
  return [
    ...of(pieces, 'instant').map(({ at }) => at),
    ...of(pieces, 'length').map(({ minutes }) => callEndedAt + minutes * minuteMs),
    ...of(pieces, 'soon').map(() => callEndedAt + soonMs),
  ].filter((at, index, all) => all.indexOf(at) === index);
}

interface Day {
  date: string;
  /** Where no other is said. */
  time?: string | undefined;
}

/** All days that are named; null where they contradict each other. */
function daysIn(pieces: Piece[], { callEndedAt, zone, today }: Here): Day[] | null {
  const weekdays = of(pieces, 'weekday').map(({ weekday }) => weekday);
  const weeks = of(pieces, 'week');
  const clock = localTime(callEndedAt, zone);
  const dated: Day[] = [
    ...of(pieces, 'day').map(({ date, by }) => ({ date, time: by })),
    ...of(pieces, 'day-of-month').map(({ day }) => ({ date: nextOfMonth(day, today) })),
    ...of(pieces, 'days-on').map(({ days }) => ({ date: dayAfter(today, days), time: clock })),
    ...of(pieces, 'workdays-on').map(({ days }) => ({ date: workdayAfter(today, days), time: clock })),
    ...of(pieces, 'months-on').map(({ months }) => ({ date: monthsAfter(today, months), time: clock })),
  ];
  const isEither = of(pieces, 'or').length > 0;
  if (weeks.length > 0) return weeks.length > 1 || dated.length > 0 ? null : ofWeek(onlyOf(weeks), weekdays);
  if (dated.length === 0 || isEither) {
    const shift = 7 * of(pieces, 'weeks-on').reduce((sum, { weeks: on }) => sum + on, 0);
    const named = weekdays.map((weekday) => ({ date: dayAfter(firstAfter(today, weekday), shift) }));
    return [...dated, ...named];
  }
  return weekdays.every((weekday) => dated.every(({ date }) => daysSinceMonday(date) === weekday))
    ? dated
    : null;
}

function ofWeek({ monday, day, by }: PieceOf<'week'>, weekdays: number[]): Day[] {
  if (weekdays.length === 0) return [{ date: dayAfter(monday, day), time: by }];
  return weekdays.map((weekday) => ({ date: dayAfter(monday, weekday) }));
}

/** The one day, and what “by”, “before” and “after” make of it. */
function dayMeant(days: Day[], pieces: Piece[], hasTime: boolean): Day | 'none' | null {
  const dates = [...new Set(days.map(({ date }) => date))].toSorted();
  const [date] = dates;
  if (date === undefined) return 'none';
  if (dates.length > 1 && (hasTime || of(pieces, 'or').length === 0)) return null;
  const time = days.find((it) => it.date === date)?.time;
  if (hasTime || time !== undefined) return { date, time };
  if (of(pieces, 'before').length > 0) return { date: workdayBefore(date), time: lastHour };
  if (of(pieces, 'by').length > 0) return { date, time: lastHour };
  return { date: of(pieces, 'after').length > 0 ? dayAfter(date) : date };
}

/** A time of day, or a part of one with its end. */
interface Time {
  from: string;
  to: string;
}

function timeIn(pieces: Piece[]): Time | 'none' | null {
  const parts = of(pieces, 'part');
  const [part] = parts;
  const times = of(pieces, 'time').map((time) => clockOf(time, part));
  const isEither = of(pieces, 'or').length > 0;
  if (times.includes(null)) return null;
  const said = [...new Set(times as string[])].toSorted();
  const [first] = said;
  if (said.length > 1 && !isEither) return null;
  if (new Set(parts.map(({ from }) => from)).size > 1) return null;
  if (first !== undefined) return { from: first, to: first };
  return part === undefined ? 'none' : { from: part.from, to: part.to };
}

/** `3` is in the afternoon unless it is said to be in the morning; null where `14h` is. */
function clockOf({ hours, minutes, isLoose }: PieceOf<'time'>, part: PieceOf<'part'> | undefined) {
  const isLate = part !== undefined && part.from >= '12:00';
  const isEarly = part !== undefined && !isLate;
  const shift = isLoose && hours < 12 && (isLate || (!isEarly && hours < 7)) ? 12 : 0;
  const clock = hours + shift;
  if (isLate ? clock < 12 : isEarly && clock > 12) return null;
  return `${String(clock).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

function nextTime({ from }: Time, { callEndedAt, zone, today }: Here): Instant {
  const at = instantOfLocalTime(today, from, zone);
  return at > callEndedAt ? at : instantOfLocalTime(dayAfter(today), from, zone);
}

/** “This morning” in the morning is until noon. */
function timeOf(date: string, { from, to }: Time, { callEndedAt, zone }: Here): Instant {
  const at = instantOfLocalTime(date, from, zone);
  return at > callEndedAt ? at : instantOfLocalTime(date, to, zone);
}

function of<Is extends Piece['is']>(pieces: Piece[], is: Is): PieceOf<Is>[] {
  return pieces.filter((it): it is PieceOf<Is> => it.is === is);
}

function onlyOf<Item>([item]: Item[]): Item {
  return item as Item;
}
