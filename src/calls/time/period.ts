import type { Instant } from '../call.ts';
import { endOf, startOf } from '../filter/bounds.ts';
import type { Filter, FilterContext, Term } from '../filter/term.ts';
import type { Period } from '../stats.ts';
import { dayMs, weekMs } from './durations.ts';
import { dayAfter, instantOfLocalTime, localDate, localDayBounds, localTime } from './local-day.ts';

const usualMs = weekMs;

/** From when to when a filter looks: the last seven days unless it says otherwise. Nothing has ended after now. */
export function periodOf(filter: Filter, context: FilterContext): Period {
  const bounds = boundsOf(filter, context);
  const to = Math.min(context.now, bounds.to);
  return bounds.from === Number.NEGATIVE_INFINITY
    ? { from: to - usualMs, to }
    : { from: bounds.from, to: Math.max(bounds.from, to) };
}

/** What the words for time leave, infinite where there is none: no call outside of it is chosen. */
export function boundsOf(filter: Filter, context: FilterContext): Period {
  const valuesOf = (kind: string) =>
    filter.terms.flatMap((term) => (isTime(term) && term.kind === kind ? [term.value] : []));
  const starts = ['since', 'day'].map((kind) => valuesOf(kind).map((value) => startOf(value, context)));
  const ends = ['until', 'day'].map((kind) => valuesOf(kind).map((value) => endOf(value, context)));
  return {
    from: Math.max(...starts.filter(hasSome).map((each) => Math.min(...each))),
    to: Math.min(...ends.filter(hasSome).map((each) => Math.max(...each))),
  };
}

/** The filter without its period, to ask the same of another one. */
export function withoutPeriod(filter: Filter): Filter {
  return { terms: filter.terms.filter((term) => !isTime(term)) };
}

/**
 * As long, and right before. Whole local days are compared with whole local days, and a day that is not over with
 * the day before until the same time on the clock.
 */
export function periodBefore({ from, to }: Period, timezone: string): Period {
  const start = localDate(from, timezone);
  if (localDayBounds(start, timezone).from !== from) return { from: from - (to - from), to: from };
  const days = daysBetween(start, localDate(to - 1, timezone)) + 1;
  return {
    from: localDayBounds(dayAfter(start, -days), timezone).from,
    to: sameTime(to, -days, timezone),
  };
}

function isTime({ kind, negated }: Term): boolean {
  return !negated && (kind === 'since' || kind === 'until' || kind === 'day');
}

function hasSome(values: unknown[]): boolean {
  return values.length > 0;
}

function daysBetween(first: string, last: string): number {
  return (Date.parse(last) - Date.parse(first)) / dayMs;
}

function sameTime(instant: Instant, days: number, timezone: string): Instant {
  const [date, time] = [localDate(instant, timezone), localTime(instant, timezone)];
  return instantOfLocalTime(dayAfter(date, days), time, timezone);
}
