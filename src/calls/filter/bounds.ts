import type { Instant } from '../call.ts';
import { dayAfter, instantOfLocalTime, localDate, localDayBounds } from '../time/local-day.ts';
import { datesOf } from './days.ts';
import { canonicalDay, timePattern, wholeMs } from './moment.ts';
import type { FilterContext } from './term.ts';

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
  if (canonicalDay(moment) !== null) return dayBounds(moment, context);
  if (timePattern.test(moment)) return clockBounds(moment, context);
  const instant = instantOf(moment, context);
  return { from: instant, to: instant };
}

function dayBounds(day: string, { now, timezone }: FilterContext): { from: Instant; to: Instant } {
  const [first, last] = datesOf(day, localDate(now, timezone));
  return { from: localDayBounds(first, timezone).from, to: localDayBounds(last, timezone).to };
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
