import type { Instant } from '../../calls/call.ts';
import type { Digest } from '../../calls/digest.ts';
import { storedFilter } from '../../calls/filter.ts';
import { dayAfter, daysUpTo, localTime } from '../../calls/time/local-day.ts';
import { blindWindows } from '../calls/blind-windows.ts';
import type { Store } from '../engine/database.ts';
import { listOpenIncidents } from '../incidents/incidents.ts';
import { failingNumbers } from './failing-numbers.ts';
import { fieldFigures } from './field-figures.ts';
import { type CountedCalls, endedWithin, figuresOf, talkTimes } from './figures.ts';
import { countsIn, figuresIn, hasFailed, type Kind, kindsOf, sum } from './kinds.ts';

export interface DigestQuery {
  /** The local date to sum up. */
  date: string;
  /** How many days up to that date; one when absent. */
  days?: number;
  timezone: string;
  /** Canonical filter words. */
  filter: string;
  now: Instant;
  /** When it should have been sent; null for one that a person asks for. */
  slotAt: Instant | null;
}

/** A digest later than this says so. */
const lateMs = 10 * 60_000;
/** More than are open at once. */
const mostIncidents = 100;

/** The figures of local days, from midnight to midnight there, whether they have 23, 24 or 25 hours. */
export async function digestOf(store: Store, query: DigestQuery): Promise<Digest> {
  const calls = (date: string) => callsOfDay(store, query, date);
  const { date, days = 1, timezone, filter, now, slotAt } = query;
  const kinds = await kindsOf(calls(date));
  const bounds = daysUpTo(date, days, timezone);
  return {
    date,
    days,
    timezone,
    ...bounds,
    filter,
    day: figuresIn(kinds),
    dayBefore: await figuresOf(calls(dayAfter(date, -days))),
    sameDayLastWeek: await figuresOf(calls(dayAfter(date, -7))),
    results: countsIn(
      kinds.filter((kind) => kind.dial_error === null),
      'result',
    ),
    dialErrors: countsIn(kinds, 'dial_error'),
    endReasons: countsIn(kinds, 'end_reason'),
    hours: countByHour(kinds, timezone),
    talk: await talkTimes(calls(date)),
    fields: await fieldFigures(store, calls(date)),
    callBacks: kinds.reduce((count, kind) => count + kind.callBacks, 0),
    failingNumbers: await failingNumbers(calls(date)),
    blindWindows: await blindWindows(store, bounds, now),
    unsent: null,
    lateByMs: slotAt !== null && now - slotAt > lateMs ? now - slotAt : null,
    openIncidents: await listOpenIncidents(store, mostIncidents),
  };
}

function callsOfDay(store: Store, query: DigestQuery, date: string): CountedCalls {
  const { days = 1, filter, timezone, now } = query;
  const context = { now, timezone };
  return endedWithin(store, daysUpTo(date, days, timezone), storedFilter(filter), context);
}

function countByHour(kinds: Kind[], timezone: string): Digest['hours'] {
  const hours = Map.groupBy(kinds, (kind) => localTime(kind.at, timezone).slice(0, 2));
  return [...hours].map(([hour, all]) => ({ hour, calls: sum(all), failed: sum(all.filter(hasFailed)) }));
}
