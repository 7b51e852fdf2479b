import type { Instant } from '../call.ts';
import { endOf, startOf } from '../filter/bounds.ts';
import { monthsBefore } from '../filter/days.ts';
import type { Filter, FilterContext, Term } from '../filter/term.ts';
import type { Period } from '../stats.ts';
import { dayMs } from './durations.ts';
import { dayAfter, instantOfLocalTime, localDate, localDayBounds, localTime } from './local-day.ts';

const usualDays = 7;

/** From when to when a filter looks: the last seven days unless it says otherwise. Nothing has ended after now. */
export function periodOf(filter: Filter, context: FilterContext): Period {
  const bounds = boundsOf(filter, context);
  const to = Math.min(context.now, bounds.to);
  return bounds.from === Number.NEGATIVE_INFINITY
    ? { from: to - usualDays * dayMs, to }
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

/**
 * The filter with days of the calendar for a number of days: the last seven of them are today so far and the six days
 * before it. A filter that does not say when it begins is of seven days. `24h` stays what it is.
 */
export function inWholeDays(filter: Filter, context: FilterContext): Filter {
  const terms = filter.terms.map((term) => (isLength(term) ? inCalendarDays(term, context) : term));
  if (terms.some((term) => isTime(term) && term.kind !== 'until')) return { terms };
  const last = Math.min(context.now, boundsOf({ terms }, context).to - 1);
  const since = dayAfter(localDate(last, context.timezone), 1 - usualDays);
  return { terms: [...terms, { kind: 'since', value: since, negated: false }] };
}

/** `7d`, of days alone. */
function isLength(term: Term): term is Term & { kind: 'since' | 'until' } {
  return isTime(term) && term.kind !== 'day' && /^\d+d$/.test(term.value);
}

function inCalendarDays(term: Term & { kind: 'since' | 'until' }, { now, timezone }: FilterContext): Term {
  const days = Number(term.value.slice(0, -1));
  const back = term.kind === 'since' ? days - 1 : days;
  return { ...term, value: dayAfter(localDate(now, timezone), -back) };
}

/** The filter without its period, to ask the same of another one. */
export function withoutPeriod(filter: Filter): Filter {
  return { terms: filter.terms.filter((term) => !isTime(term)) };
}

/**
 * As long, and right before. Whole local days are compared with whole local days, and a day that is not over with
 * the day before until the same time on the clock.
 */
export function periodBefore({ from, to }: Period, timezone: string, unitBack?: 'week' | 'month'): Period {
  const start = localDate(from, timezone);
  if (unitBack !== undefined) return sameDaysBefore({ from, to }, daysBack(start, unitBack), timezone);
  if (localDayBounds(start, timezone).from !== from) return { from: from - (to - from), to: from };
  const days = daysBetween(start, localDate(to - 1, timezone)) + 1;
  return {
    from: localDayBounds(dayAfter(start, -days), timezone).from,
    to: sameTime(to, -days, timezone),
  };
}

/** As many days on, so that a month of 31 is not put beside days of itself. */
function sameDaysBefore({ from, to }: Period, days: number, timezone: string): Period {
  const earlier = localDayBounds(dayAfter(localDate(from, timezone), -days), timezone).from;
  return { from: earlier, to: Math.min(sameTime(to, -days, timezone), from) };
}

function daysBack(start: string, unitBack: 'week' | 'month'): number {
  if (unitBack === 'week') return 7;
  return daysBetween(`${monthsBefore(start.slice(0, 7), 1)}-01`, start);
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
