import { canonicalClockTime } from './clock-time.ts';
import type { Clock } from './country-clocks.ts';

/** When people may be called. */
export interface CallingHours {
  /** By local clocks: from `10:00` on, and before `13:00`, which may be on the next day. `24:00` is midnight. */
  ranges: { from: string; to: string }[];
  /** Weekdays are Monday to Friday. A range belongs to the day on which it begins. */
  days: 'daily' | 'weekdays';
}

const time = String.raw`\d{1,2}(?:[:h]\d{2}|h)?\s?(?:am|pm)?`;
const range = String.raw`${time}\s*(?:[-–—]|to|until)\s*${time}`;
const days = String.raw`(?:on\s+)?(?:weekdays|monday to friday|daily|every\s?day)`;

/** What is meant to be calling hours, right or wrong. */
export const callingHoursPattern = String.raw`(?:${range}(?:\s*(?:,|;|and)?\s*${range})*(?:[\s,]+${days})?|\S+\s+${days})`;

/** `10:00-13:00,14:00-20:00 weekdays`; null for what is none. */
export function readCallingHours(written: string): CallingHours | null {
  const ranges = [...written.matchAll(new RegExp(range, 'gi'))].map(([words]) => readRange(words));
  if (ranges.length === 0 || ranges.includes(null)) return null;
  const sorted = (ranges as CallingHours['ranges']).toSorted((one, other) =>
    one.from.localeCompare(other.from),
  );
  return { ranges: sorted, days: /weekdays|monday/i.test(written) ? 'weekdays' : 'daily' };
}

/** Reading it gives the same again. */
export function writeCallingHours({ ranges, days: on }: CallingHours): string {
  return `${ranges.map(({ from, to }) => `${from}-${to}`).join(',')} ${on}`;
}

/** “10:00–13:00 and 14:00–20:00 on weekdays” */
export function sayCallingHours({ ranges, days: on }: CallingHours): string {
  const times = new Intl.ListFormat('en').format(ranges.map(({ from, to }) => `${from}–${to}`));
  return `${times} ${on === 'weekdays' ? 'on weekdays' : 'every day'}`;
}

export function isWithin({ ranges, days: on }: CallingHours, { weekday, minutes }: Clock): boolean {
  const isDay = (day: number) => on === 'daily' || (day + 7) % 7 < 5;
  return ranges.some((one) => {
    const [from, to] = [minutesOf(one.from), minutesOf(one.to)];
    if (from < to) return minutes >= from && minutes < to && isDay(weekday);
    return (minutes >= from && isDay(weekday)) || (minutes < to && isDay(weekday - 1));
  });
}

function readRange(words: string): CallingHours['ranges'][number] | null {
  const [start = '', end = ''] = words.split(/\s*(?:[-–—]|to|until)\s*/i);
  const [from, to] = [clockTime(start), /^24(?:[:h](?:00)?)?$/i.test(end.trim()) ? '24:00' : clockTime(end)];
  return from === null || to === null || from === to ? null : { from, to };
}

function clockTime(written: string): string | null {
  return canonicalClockTime(written.replace(/\s/g, '').replace(/h$/i, ''));
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
