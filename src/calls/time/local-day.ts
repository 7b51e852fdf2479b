import type { Instant } from '../call.ts';
import { remembered } from '../remembered.ts';
import { dayMs, hourMs, weekMs } from './durations.ts';

/** `2026-03-29`: the calendar date in `timezone` at that instant. */
export function localDate(instant: Instant, timezone: string): string {
  return dateText(wallClock(instant, timezone));
}

/** Of 23, 24 or 25 hours, as the day is there: `from` is included, `to` is not. */
export function localDayBounds(date: string, timezone: string): { from: Instant; to: Instant } {
  return { from: startOfDay(date, timezone), to: startOfDay(dayAfter(date), timezone) };
}

/** So many days, the last of which is this one. */
export function daysUpTo(date: string, days: number, timezone: string): { from: Instant; to: Instant } {
  const { from } = localDayBounds(dayAfter(date, 1 - days), timezone);
  return { from, to: localDayBounds(date, timezone).to };
}

/** `09:30`: what the clocks in `timezone` show at that instant. */
export function localTime(instant: Instant, timezone: string): string {
  return new Date(wallClock(instant, timezone)).toISOString().slice(11, 16);
}

/** The date so many days later, or earlier: `dayAfter('2026-03-01', -1)` is `2026-02-28`. */
export function dayAfter(date: string, days = 1): string {
  return dateText(Date.parse(date) + days * dayMs);
}

/**
 * When the clocks there showed this time: the first time they did, or, where they jumped over it, as much later.
 * @param time `02:30` or `02:30:15`
 */
export function instantOfLocalTime(date: string, time: string, timezone: string): Instant {
  const asUtc = Date.parse(`${date}T${time}Z`);
  const [before, after] = [clockAheadMs(asUtc - dayMs, timezone), clockAheadMs(asUtc + dayMs, timezone)];
  const candidates = [asUtc - before, asUtc - after];
  return candidates.find((instant) => wallClock(instant, timezone) === asUtc) ?? asUtc - before;
}

/** Remembered, because a filter asks for the same few days for each of thousands of calls. */
const startOfDay = remembered(1_000, findStartOfDay);

/** The first instant whose local date is this one; where a whole day was skipped, the first one after it. */
function findStartOfDay(date: string, timezone: string): Instant {
  const asUtc = Date.parse(date);
  const [earliest, latest] = [asUtc - 15 * hourMs, asUtc + 13 * hourMs];
  const before = clockAheadMs(earliest, timezone);
  if (before === clockAheadMs(latest, timezone)) return asUtc - before;
  return firstInstant(earliest, latest, (instant) => wallClock(instant, timezone) >= asUtc);
}

function firstInstant(from: Instant, to: Instant, reached: (instant: Instant) => boolean): Instant {
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (reached(middle)) after = middle;
    else before = middle;
  }
  return after;
}

/** By how much the clocks there are ahead of UTC. */
export function clockAheadMs(instant: Instant, timezone: string): number {
  return wallClock(instant, timezone) - instant;
}

/** When they are next ahead by more or less, if that is before the end. No zone changes its clocks twice in a week. */
export function clocksChange({ from, to }: { from: Instant; to: Instant }, timezone: string): Instant {
  const aheadMs = clockAheadMs(from, timezone);
  for (let at = from; at < to; at += weekMs) {
    const next = Math.min(at + weekMs, to);
    if (clockAheadMs(next, timezone) !== aheadMs)
      return firstInstant(at, next, (instant) => clockAheadMs(instant, timezone) !== aheadMs);
  }
  return to;
}

/** What the clocks there show, as if it were UTC, so that it can be used in calculations. */
export function wallClock(instant: Instant, timezone: string): number {
  const parts = clockOf(timezone).formatToParts(instant);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const seconds = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return seconds + (((instant % 1000) + 1000) % 1000);
}

/** Making a formatter takes a hundred times as long as using it. */
const clockOf = remembered(
  1_000,
  (timeZone: string) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }),
);

function dateText(wallClockMs: number): string {
  return new Date(wallClockMs).toISOString().slice(0, 10);
}
