import type { Instant } from '../../calls/call.ts';
import type { Digest } from '../../calls/digest.ts';
import { storedFilter } from '../../calls/filter.ts';
import { countsIn, resultsIn, sum } from '../../calls/most-first.ts';
import type { Period } from '../../calls/stats.ts';
import { clocksDuring } from '../../calls/time/groups-in-time.ts';
import { dayAfter, daysUpTo } from '../../calls/time/local-day.ts';
import { blindWindows } from '../calls/blind-windows.ts';
import { oldestEnd } from '../calls/call-lists.ts';
import { type Kind, kindsOf, type Question } from '../calls/kept/kinds.ts';
import { talkTimes } from '../calls/kept/talk-times.ts';
import type { Store } from '../engine/database.ts';
import { listOpenIncidents } from '../incidents/known-incidents.ts';
import { failingNumbers } from './failing-numbers.ts';
import { fieldFigures } from './field-figures.ts';
import { type CountedCalls, endedWithin } from './figures.ts';
import { figuresIn, outcomeWords, tallyOf } from './kinds.ts';

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
  const { date, days = 1, timezone, filter, now, slotAt } = query;
  const bounds = daysUpTo(date, days, timezone);
  const calls = callsWithin(store, query, bounds);
  const kinds = await kindsOf(store, byTheClock(query, bounds), [...outcomeWords, 'end_reason']);
  return {
    date,
    days,
    timezone,
    ...bounds,
    filter,
    until: now < bounds.to ? now : null,
    day: figuresIn(kinds),
    dayBefore: await figuresBefore(store, query, days),
    sameDayLastWeek: await figuresBefore(store, query, 7),
    results: resultsIn(kinds),
    dialErrors: countsIn(kinds, 'dial_error'),
    endReasons: countsIn(kinds, 'end_reason'),
    hours: countByHour(kinds),
    talk: await talkTimes(store, during(query, bounds)),
    fields: await fieldFigures(store, calls, during(query, bounds)),
    callBacks: kinds.reduce((count, kind) => count + kind.callBacks, 0),
    failingNumbers: await failingNumbers(store, calls),
    blindWindows: await blindWindows(store, bounds, now),
    unsent: null,
    lateByMs: slotAt !== null && now - slotAt > lateMs ? now - slotAt : null,
    openIncidents: await listOpenIncidents(store, mostIncidents),
  };
}

function during({ filter, timezone, now }: DigestQuery, period: Period): Question {
  return { stretches: [{ ...period, of: 0 }], filter: storedFilter(filter), context: { now, timezone } };
}

/** By the hours on the clocks there. */
function byTheClock(query: DigestQuery, period: Period): Question {
  const clocks = clocksDuring(period, query.timezone);
  const stretches = clocks.map(({ from, to, aheadMs }) => ({ from, to, of: aheadMs }));
  return { ...during(query, period), stretches, by: 'clock' };
}

function callsWithin(store: Store, { filter, timezone, now }: DigestQuery, period: Period): CountedCalls {
  return endedWithin(store, period, storedFilter(filter), { now, timezone });
}

/**
 * The same of so many days earlier. A part of today is put beside the same part of that day, and what ended before the
 * first call that is stored beside nothing.
 */
async function figuresBefore(store: Store, query: DigestQuery, daysEarlier: number) {
  const { date, days = 1, timezone, now } = query;
  const { from, to } = daysUpTo(date, days, timezone);
  const before = daysUpTo(dayAfter(date, -daysEarlier), days, timezone);
  const oldest = await oldestEnd(store);
  if (oldest === null || oldest >= before.from) return null;
  const end = now < to ? Math.min(before.from + (now - from), before.to) : before.to;
  return figuresIn(await kindsOf(store, during(query, { from: before.from, to: end }), outcomeWords));
}

function countByHour(kinds: Kind<(typeof outcomeWords)[number]>[]): Digest['hours'] {
  const hours = [...Map.groupBy(kinds, ({ of }) => of)].sort(([one], [other]) => one - other);
  return hours.map(([hour, some]) => ({
    hour: String(hour).padStart(2, '0'),
    calls: sum(some),
    failed: tallyOf(some).failed,
  }));
}
