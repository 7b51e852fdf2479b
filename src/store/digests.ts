import type { Instant } from '../calls/call.ts';
import type { Digest } from '../calls/digest.ts';
import { parseFilter } from '../calls/filter.ts';
import { dayAfter, localDayBounds, localTime } from '../calls/local-day.ts';
import type { Store } from './database.ts';
import { fieldFigures } from './field-figures.ts';
import { type CountedCalls, countBy, endedWithin, figuresOf, talkTimes, tallyBySlice } from './figures.ts';

export interface DigestQuery {
  /** The local date to sum up. */
  date: string;
  timezone: string;
  /** Canonical filter words. */
  filter: string;
  now: Instant;
  /** When it should have been sent; null for one that a person asks for. */
  slotAt: Instant | null;
}

/** A digest later than this says so. */
const lateMs = 10 * 60_000;

/** The figures of one local day, from midnight to midnight there, whether it has 23, 24 or 25 hours. */
export async function digestOf(store: Store, query: DigestQuery): Promise<Digest> {
  const day = (date: string) => callsOfDay(store, query, date);
  const { from, to } = localDayBounds(query.date, query.timezone);
  return {
    date: query.date,
    timezone: query.timezone,
    from,
    to,
    filter: query.filter,
    day: await figuresOf(day(query.date)),
    dayBefore: await figuresOf(day(dayAfter(query.date, -1))),
    sameDayLastWeek: await figuresOf(day(dayAfter(query.date, -7))),
    results: await countBy(day(query.date).where('dial_error', 'is', null), 'result'),
    dialErrors: await countBy(day(query.date), 'dial_error'),
    endReasons: await countBy(day(query.date), 'end_reason'),
    hours: await countByHour(day(query.date), query.timezone),
    talk: await talkTimes(day(query.date)),
    fields: await fieldFigures(store, day(query.date).select('serial')),
    lateByMs: query.slotAt !== null && query.now - query.slotAt > lateMs ? query.now - query.slotAt : null,
    openIncidents: await countOpenIncidents(store),
  };
}

function callsOfDay(store: Store, { filter, timezone, now }: DigestQuery, date: string): CountedCalls {
  const context = { now, timezone };
  return endedWithin(store, localDayBounds(date, timezone), parseFilter(filter, context).filter, context);
}

async function countByHour(calls: CountedCalls, timezone: string): Promise<Digest['hours']> {
  const hours = new Map<string, Digest['hours'][number]>();
  for (const slice of await tallyBySlice(calls)) {
    const hour = localTime(slice.at, timezone).slice(0, 2);
    const sum = hours.get(hour) ?? { hour, calls: 0, failed: 0 };
    hours.set(hour, { hour, calls: sum.calls + slice.calls, failed: sum.failed + slice.failed });
  }
  return [...hours.values()];
}

async function countOpenIncidents(store: Store): Promise<number> {
  const row = await store
    .selectFrom('incidents')
    .where('closed_at', 'is', null)
    .select((it) => it.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
