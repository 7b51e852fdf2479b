import type { Instant } from '../call.ts';
import type { Period, Tally } from '../stats.ts';
import { dayAfter, localDate, localDayBounds, localTime } from './local-day.ts';

/** The tally of a stretch of time that lies within one local hour. */
export type Slice = Tally & { at: Instant };

export type GroupInTime = Tally & { word: string };

/** By the hour on the clock there, whatever the day: from the first hour with calls to the last. */
export function groupByHour(slices: Slice[], timezone: string): GroupInTime[] {
  const sums = new Map<string, Tally>();
  for (const slice of slices) add(sums, localTime(slice.at, timezone).slice(0, 2), slice);
  const worked = [...sums.keys()].sort();
  const [first, last] = [Number(worked[0]), Number(worked.at(-1))];
  const hours = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => hour >= first && hour <= last);
  return hours.map((hour) => groupOf(sums, String(hour).padStart(2, '0')));
}

const mostDays = 20;
const steps = [1, 7, 28, 91];

/** By local day; where those are too many to look at, by several. Days without calls are there too. */
export function groupByDay(slices: Slice[], { from, to }: Period, timezone: string): GroupInTime[] {
  const dates = datesOf(localDate(from, timezone), localDate(Math.max(from, to - 1), timezone));
  const step = steps.find((days) => dates.length / days <= mostDays) ?? 364;
  const words = dates.map((_, index) => spanWord(dates, index - (index % step), step));
  const sums = new Map<string, Tally>();
  let day = 0;
  for (const slice of slices) {
    while (day < dates.length - 1 && slice.at >= localDayBounds(dates[day] as string, timezone).to) day += 1;
    add(sums, words[day] as string, slice);
  }
  return [...new Set(words)].map((word) => groupOf(sums, word));
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

function add(sums: Map<string, Tally>, word: string, tally: Tally): void {
  const { calls, answered, failed } = sums.get(word) ?? none;
  sums.set(word, {
    calls: calls + tally.calls,
    answered: answered + tally.answered,
    failed: failed + tally.failed,
  });
}

const none: Tally = { calls: 0, answered: 0, failed: 0 };

function groupOf(sums: Map<string, Tally>, word: string): GroupInTime {
  return { word, ...(sums.get(word) ?? none) };
}
