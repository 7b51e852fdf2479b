import type { RichTextDate } from '@slack/types';
import type { Instant } from '../../calls/call.ts';
import { nothing } from '../../calls/numbers/plain-digits.ts';
import { remembered } from '../../calls/remembered.ts';
import { hourMs, minuteMs } from '../../calls/time/durations.ts';
import { dayAfter } from '../../calls/time/local-day.ts';
import type { RenderOptions } from './rendered.ts';
import { type Line, words } from './rich.ts';

/** “42 s”, “2 min 14 s”, “1 h 05 min”, “4 h”, “3 days”. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const hours = `${Math.floor(minutes / 60)} h`;
  if (minutes < 2 * 24 * 60)
    return minutes % 60 === 0 ? hours : `${hours} ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(minutes / 60 / 24)} days`;
}

/** For waits and lengths where seconds are noise once there are minutes: “25 min”. */
export function roughDuration(ms: number): string {
  return ms < minuteMs || ms >= hourMs ? duration(ms) : duration(Math.floor(ms / minuteMs) * minuteMs);
}

/** A time over which calls are counted: “100 min”, “2 h”, “2 h 19 min”. */
export function countedOver(ms: number): string {
  const minutes = Math.round(ms / minuteMs);
  if (minutes < 120) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * Slack says “today”, “yesterday” or the date when somebody reads it, and begins what it puts in with a capital. Behind
 * a character that takes no space it goes on within the sentence: “until today at 14:32”.
 */
export const withinLine = (format: string) => `${nothing}${format}`;
const dayAndTime = '{date_short_pretty} at {time}';
const withDay = withinLine(dayAndTime);

/** A time that Slack shows in each reader's own zone, with its day: a message is read long after it was posted. */
export function timeElement(at: Instant, options: RenderOptions, format = withDay): RichTextDate {
  return { type: 'date', timestamp: Math.floor(at / 1000), format, fallback: timeInWords(at, options) };
}

/** The same where a line or a cell begins: “Today at 14:32”. */
export function timeFirst(at: Instant, options: RenderOptions): RichTextDate {
  return timeElement(at, options, dayAndTime);
}

/** “13 Jul at 14:32”, in the zone of the options: text stays as it is written, so it always has the day. */
export function timeInWords(at: Instant, { now, timezone }: RenderOptions): string {
  const year = (instant: Instant) => inZone(instant, timezone, 'date').slice(-4);
  const day = inZone(at, timezone, year(at) === year(now) ? 'day of year' : 'day');
  return `${day} at ${inZone(at, timezone, 'time')}`;
}

/** “ since 14:02”; nothing where there is no such time. */
export function timeAfter(before: string, at: Instant | null, options: RenderOptions): Line {
  if (!isShowable(at)) return [];
  return before === '' ? [timeFirst(at, options)] : [words(before), timeElement(at, options)];
}

/** Behind “from …”: the same day is not said twice. */
export function endElement(from: Instant, to: Instant, options: RenderOptions): RichTextDate {
  return isOfOneDay(from, to, options)
    ? { ...timeElement(to, options, '{time}'), fallback: inZone(to, options.timezone, 'time') }
    : timeElement(to, options);
}

export function endInWords(from: Instant, to: Instant, options: RenderOptions): string {
  return isOfOneDay(from, to, options) ? inZone(to, options.timezone, 'time') : timeInWords(to, options);
}

function isOfOneDay(from: Instant, to: Instant, { timezone }: RenderOptions): boolean {
  return inZone(from, timezone, 'date') === inZone(to, timezone, 'date');
}

const formats = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  date: { day: '2-digit', month: '2-digit', year: 'numeric' },
  'day of year': { day: 'numeric', month: 'short' },
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  'weekday, long': { weekday: 'long', day: 'numeric', month: 'long' },
  'weekday, long, with year': { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  'weekday, short': { weekday: 'short', day: 'numeric', month: 'short' },
  'weekday, short, with year': { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

function inZone(at: Instant, timezone: string, format: keyof typeof formats): string {
  return formatterOf(timezone, format).format(at);
}

/** Making one takes a hundred times as long as using it, and a list has a time in every row. */
const formatterOf = remembered(
  50,
  (timeZone: string, format: keyof typeof formats) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...formats[format] }),
);

/** `2026-07-14` → “Tuesday 14 July”, or “Tue 14 Jul”. */
export function dateInWords(date: string, length: 'long' | 'short', year = false): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  return inZone(at, 'UTC', `weekday, ${length}${year ? ', with year' : ''}`).replace(',', '');
}

/** The same for days up to that date: “Friday 10 July to Sunday 12 July”. */
export function daysInWords(date: string, days: number, length: 'long' | 'short'): string {
  const last = dateInWords(date, length);
  return days === 1 ? last : `${dateInWords(dayAfter(date, 1 - days), length)} to ${last}`;
}

/** Slack refuses a time outside what it can write, and `Intl` throws; a call with such a time shows none. */
export function isShowable(at: Instant | null): at is Instant {
  return at !== null && at >= 0 && at < 253_402_300_800_000;
}
