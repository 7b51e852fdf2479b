import type { Period } from '../stats.ts';
import { clockAheadMs, clocksChange, dayAfter, localDate, localDayBounds } from './local-day.ts';

/** A word of a breakdown by day, and the time that it stands for. */
export type Span = Period & { word: string };

/** Every hour on the clock from the first of these to the last. */
export function hoursBetween(hours: number[]): number[] {
  const [first, last] = [Math.min(...hours), Math.max(...hours)];
  return Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => hour >= first && hour <= last);
}

/** The times in which the clocks there are ahead of UTC by as much. */
export function clocksDuring({ from, to }: Period, timezone: string): (Period & { aheadMs: number })[] {
  const times: (Period & { aheadMs: number })[] = [];
  for (let at = from; at < to; ) {
    const until = clocksChange({ from: at, to }, timezone);
    times.push({ from: at, to: until, aheadMs: clockAheadMs(at, timezone) });
    at = until;
  }
  return times;
}

const mostDays = 20;
const steps = [1, 7, 28, 91];

/** Each local day; where those are too many to look at, several. */
export function daySpans(period: Period, timezone: string): Span[] {
  const dates = datesOf(
    localDate(period.from, timezone),
    localDate(Math.max(period.from, period.to - 1), timezone),
  );
  const step = steps.find((days) => dates.length / days <= mostDays) ?? 364;
  const firsts = dates.keys().filter((index) => index % step === 0);
  return [...firsts].map((first) => {
    const last = Math.min(first + step, dates.length) - 1;
    return {
      word: spanWord(dates, first, step),
      from: Math.max(period.from, localDayBounds(dates[first] as string, timezone).from),
      to: Math.min(period.to, localDayBounds(dates[last] as string, timezone).to),
    };
  });
}

function datesOf(first: string, last: string): string[] {
  const dates = [first];
  for (let date = dayAfter(first); date <= last; date = dayAfter(date)) dates.push(date);
  return dates;
}

function spanWord(dates: string[], start: number, step: number): string {
  const first = dates[start] as string;
  return step === 1 ? first : `${first}/${dates[start + step - 1] ?? dates.at(-1)}`;
}
