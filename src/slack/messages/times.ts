import type { RichTextDate } from '@slack/types';
import type { Instant } from '../../calls/call.ts';
import type { RenderOptions } from './rendered.ts';

const dayMs = 24 * 60 * 60_000;

/** “42 s”, “2 min 14 s”, “1 h 05 min”, “3 days”. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  if (minutes < 2 * 24 * 60)
    return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(minutes / 60 / 24)} days`;
}

/** For waits and lengths where seconds are noise once there are minutes: “25 min”. */
export function roughDuration(ms: number): string {
  return ms < 60_000 || ms >= 60 * 60_000 ? duration(ms) : duration(Math.floor(ms / 60_000) * 60_000);
}

/** A time that Slack shows in each reader's own zone. */
export function timeElement(
  at: Instant,
  options: RenderOptions,
  format = slackFormat(at, options),
): RichTextDate {
  return { type: 'date', timestamp: Math.floor(at / 1000), format, fallback: timeInWords(at, options) };
}

function slackFormat(at: Instant, { now }: RenderOptions): string {
  return Math.abs(now - at) < dayMs / 2 ? '{time}' : '{date_short_pretty} at {time}';
}

/** “14:32” today, “13 Jul at 14:32” otherwise, in the zone of the options. */
export function timeInWords(at: Instant, { now, timezone }: RenderOptions): string {
  const time = inZone(at, timezone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = localDay(at, timezone);
  if (day === localDay(now, timezone)) return time;
  if (day === localDay(now - dayMs, timezone)) return `yesterday at ${time}`;
  const sameYear = day.slice(-4) === localDay(now, timezone).slice(-4);
  return `${inZone(at, timezone, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })} at ${time}`;
}

function localDay(at: Instant, timezone: string): string {
  return inZone(at, timezone, { day: '2-digit', month: '2-digit', year: 'numeric' });
}

function inZone(at: Instant, timezone: string, format: Intl.DateTimeFormatOptions): string {
  return formatterOf(timezone, format).format(at);
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const formattersKept = 50;

/** Making one takes a hundred times as long as using it, and a list has a time in every row. */
function formatterOf(timeZone: string, format: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(format)}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  if (formatters.size >= formattersKept) formatters.clear();
  const formatter = new Intl.DateTimeFormat('en-GB', { timeZone, ...format });
  formatters.set(key, formatter);
  return formatter;
}

/** `2026-07-14` → “Tuesday 14 July”, or “Tue 14 Jul”. */
export function dateInWords(date: string, length: 'long' | 'short', year = false): string {
  const day = { weekday: length, day: 'numeric', month: length } as const;
  const format = year ? ({ ...day, year: 'numeric' } as const) : day;
  return inZone(Date.parse(`${date}T00:00:00Z`), 'UTC', format).replace(',', '');
}

/** The same for days up to that date: “Friday 10 July to Sunday 12 July”. */
export function daysInWords(date: string, days: number, length: 'long' | 'short'): string {
  const last = dateInWords(date, length);
  return days === 1 ? last : `${dateInWords(daysBefore(date, days - 1), length)} to ${last}`;
}

/** `2026-07-14`, 7 → `2026-07-07`. */
export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10);
}

/** Slack refuses a time outside what it can write, and `Intl` throws; a call with such a time shows none. */
export function isShowable(at: Instant | null): at is Instant {
  return at !== null && at >= 0 && at < 253_402_300_800_000;
}
