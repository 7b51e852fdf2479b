import type { Instant } from '../call.ts';
import { dayMs, hourMs, minuteMs, weekMs } from '../time/durations.ts';
import { dayAfter, instantOfLocalTime, localDate, localDayBounds } from '../time/local-day.ts';
import type { FilterContext } from './term.ts';

const unitMs: Record<string, number> = {
  s: 1000,
  m: minuteMs,
  h: hourMs,
  d: dayMs,
  w: weekMs,
};

const longestMs = 3660 * dayMs;

const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const dateTimePattern = /^(\d{4}-\d{2}-\d{2})[t_]([\d:.]+)(z|[+-]\d{2}:?\d{2})?$/;

/** The one spelling of a duration, day, clock time or date with time; null when the text is none of them. */
export function canonicalMoment(text: string): string | null {
  const word = text.toLowerCase();
  return canonicalDuration(word) ?? canonicalDay(word) ?? canonicalTime(word) ?? canonicalDateTime(word);
}

/** `90min` is `90m`, `2w` is `14d`. */
export function canonicalDuration(text: string): string | null {
  const ms = durationMs(text);
  return ms === null || ms > longestMs ? null : durationText(ms);
}

/** Of any length; null for what is none. */
export function durationMs(text: string): number | null {
  const word = text.toLowerCase();
  if (!/^(\d{1,6}[a-z]+)+$/.test(word)) return null;
  let ms = 0;
  for (const [, amount, unit] of word.matchAll(/(\d+)([a-z]+)/g)) {
    ms += Number(amount) * (unitMs[shortUnit(unit as string)] ?? Number.NaN);
  }
  return ms > 0 ? ms : null;
}

const unitNames =
  /^(?:(s)(?:ecs?|econds?)?|(m)(?:ins?|inutes?)?|(h)(?:rs?|ours?)?|(d)(?:ays?)?|(w)(?:eeks?)?)$/;

function shortUnit(unit: string): string {
  return unitNames.exec(unit)?.slice(1).find(Boolean) ?? '';
}

/** A day is written `24h`; only from two days on do people count in days. */
function durationText(ms: number): string {
  const unit =
    ['d', 'h', 'm'].find((it) => ms % wholeMs(it) === 0 && (it !== 'd' || ms > wholeMs(it))) ?? 's';
  return `${ms / wholeMs(unit)}${unit}`;
}

function wholeMs(unit: string): number {
  return unitMs[unit] as number;
}

/** `today`, `yesterday` or a date. */
export function canonicalDay(text: string): string | null {
  const word = text.toLowerCase();
  return word === 'today' || word === 'yesterday' || isDate(word) ? word : null;
}

function isDate(text: string): boolean {
  if (!datePattern.test(text) || text < '1971' || text > '2999') return false;
  const date = new Date(`${text}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function canonicalTime(word: string): string | null {
  const padded = word.replace(/^(?=\d:)/, '0');
  return timePattern.test(padded) ? padded : null;
}

/** Without an offset it stays local; with one it becomes UTC. */
function canonicalDateTime(word: string): string | null {
  const [, date = '', time = '', offset] = dateTimePattern.exec(word) ?? [];
  const wholeSeconds = time.replace(/\.\d+$/, '');
  if (!isDate(date) || !timePattern.test(wholeSeconds)) return null;
  if (offset === undefined) return `${date}T${wholeSeconds}`;
  const instant = Date.parse(
    `${date}T${wholeSeconds}${offset.toUpperCase().replace(/(\d\d)(\d\d)$/, '$1:$2')}`,
  );
  return Number.isNaN(instant) ? null : new Date(instant).toISOString().replace('.000', '');
}

/** The first instant of the day, or the moment itself. A clock time is the last one that has been. */
export function startOf(moment: string, context: FilterContext): Instant {
  return boundsOf(moment, context).from;
}

/** The first instant after the day, or the moment itself. A clock time is today's. */
export function endOf(moment: string, context: FilterContext): Instant {
  return boundsOf(moment, context).to;
}

/** @param moment in its canonical spelling */
function boundsOf(moment: string, context: FilterContext): { from: Instant; to: Instant } {
  const { now, timezone } = context;
  const today = localDate(now, timezone);
  if (moment === 'today') return localDayBounds(today, timezone);
  if (moment === 'yesterday') return localDayBounds(dayAfter(today, -1), timezone);
  if (datePattern.test(moment)) return localDayBounds(moment, timezone);
  if (timePattern.test(moment)) return clockBounds(moment, context);
  const instant = instantOf(moment, context);
  return { from: instant, to: instant };
}

function clockBounds(time: string, { now, timezone }: FilterContext): { from: Instant; to: Instant } {
  const date = localDate(now, timezone);
  const today = instantOfLocalTime(date, time, timezone);
  return { from: today <= now ? today : instantOfLocalTime(dayAfter(date, -1), time, timezone), to: today };
}

function instantOf(moment: string, { now, timezone }: FilterContext): Instant {
  if (moment.endsWith('Z')) return Date.parse(moment);
  const [date, time] = moment.split('T');
  if (time !== undefined) return instantOfLocalTime(date as string, time, timezone);
  const unit = moment.slice(-1);
  return now - Number(moment.slice(0, -1)) * wholeMs(unit);
}
