import { sql } from 'kysely';

import type { Count } from '../calls/bundle.ts';
import type { Instant } from '../calls/call.ts';
import type { DayFigures, Digest } from '../calls/digest.ts';
import { parseFilter } from '../calls/filter.ts';
import { dayAfter, localDayBounds, localTime } from '../calls/local-day.ts';
import { dialErrorsOf } from '../calls/outcome.ts';
import type { Store } from './database.ts';
import { fieldFigures } from './field-figures.ts';
import { filterExpression } from './filter-sql.ts';

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
/** Every zone's offset is a multiple of this, so that a local hour is a whole number of slices. */
const sliceMs = 15 * 60_000;

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
    day: await figures(day(query.date)),
    dayBefore: await figures(day(dayAfter(query.date, -1))),
    sameDayLastWeek: await figures(day(dayAfter(query.date, -7))),
    results: await countBy(day(query.date).where('dial_error', 'is', null), 'result'),
    dialErrors: await countBy(day(query.date), 'dial_error'),
    endReasons: await countBy(day(query.date), 'end_reason'),
    hours: await countByHour(day(query.date), from, query.timezone),
    talk: await talkTimes(day(query.date)),
    fields: await fieldFigures(store, day(query.date).select('id')),
    lateByMs: query.slotAt !== null && query.now - query.slotAt > lateMs ? query.now - query.slotAt : null,
    openIncidents: await countOpenIncidents(store),
  };
}

function callsOfDay(store: Store, { filter, timezone, now }: DigestQuery, date: string) {
  const { from, to } = localDayBounds(date, timezone);
  const context = { now, timezone };
  const calls = store
    .selectFrom('calls')
    .where('ended_seq', 'is not', null)
    .where('ended_at', '>=', from)
    .where('ended_at', '<', to);
  return filter === '' ? calls : calls.where(filterExpression(parseFilter(filter, context).filter, context));
}

type CallsOfDay = ReturnType<typeof callsOfDay>;

async function figures(calls: CallsOfDay): Promise<DayFigures> {
  const row = await calls
    .select((it) => {
      const failed = it.or([it('status', '=', 'error'), it('dial_error', 'is not', null)]);
      return [
        it.fn.countAll<number>().as('calls'),
        it.fn.count<number>('id').filterWhere('result', '=', 'human').as('answered'),
        it.fn.count<number>('id').filterWhere(failed).as('failed'),
        it.fn.count<number>('id').filterWhere('dial_error', 'in', dialErrorsOf('ours')).as('ours'),
      ];
    })
    .executeTakeFirstOrThrow();
  return {
    calls: Number(row.calls),
    answered: Number(row.answered),
    failed: Number(row.failed),
    ours: Number(row.ours),
  };
}

async function countBy(calls: CallsOfDay, column: 'result' | 'dial_error' | 'end_reason'): Promise<Count[]> {
  const rows = await calls
    .where(column, 'is not', null)
    .select((it) => [`${column} as word`, it.fn.countAll<number>().as('count')])
    .groupBy(column)
    .orderBy('count', 'desc')
    .orderBy('word')
    .execute();
  return rows.map((row) => ({ word: row.word as string, count: Number(row.count) }));
}

async function countByHour(calls: CallsOfDay, from: Instant, timezone: string): Promise<Digest['hours']> {
  const slice = sql<number>`(ended_at - ${sql.lit(from)}) / ${sql.lit(sliceMs)}`;
  const rows = await calls
    .select((it) => [
      slice.as('slice'),
      it.fn.countAll<number>().as('calls'),
      it.fn
        .count<number>('id')
        .filterWhere(it.or([it('status', '=', 'error'), it('dial_error', 'is not', null)]))
        .as('failed'),
    ])
    .groupBy('slice')
    .orderBy('slice')
    .execute();

  const hours = new Map<string, { hour: string; calls: number; failed: number }>();
  for (const row of rows) {
    const hour = localTime(from + Number(row.slice) * sliceMs, timezone).slice(0, 2);
    const sum = hours.get(hour) ?? { hour, calls: 0, failed: 0 };
    hours.set(hour, {
      hour,
      calls: sum.calls + Number(row.calls),
      failed: sum.failed + Number(row.failed),
    });
  }
  return [...hours.values()];
}

/** Nearest-rank percentiles over answered calls that have both times. */
async function talkTimes(calls: CallsOfDay): Promise<Digest['talk']> {
  const talks = calls.where('talk_ms', 'is not', null).where('result', '=', 'human');
  const { count } = await talks
    .select((it) => it.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (Number(count) === 0) return null;
  const percentile = async (part: number) => {
    const row = await talks
      .select('talk_ms')
      .orderBy('talk_ms')
      .offset(Math.ceil(Number(count) * part) - 1)
      .limit(1)
      .executeTakeFirstOrThrow();
    return row.talk_ms as number;
  };
  return { medianMs: await percentile(0.5), p90Ms: await percentile(0.9) };
}

async function countOpenIncidents(store: Store): Promise<number> {
  const row = await store
    .selectFrom('incidents')
    .where('closed_at', 'is', null)
    .select((it) => it.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
