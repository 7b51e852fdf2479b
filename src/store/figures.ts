import { setImmediate as othersTurn } from 'node:timers/promises';
import { type Expression, type SelectQueryBuilder, sql } from 'kysely';

import type { Count } from '../calls/bundle.ts';
import type { Instant } from '../calls/call.ts';
import type { DayFigures, Digest } from '../calls/digest.ts';
import type { Filter, FilterContext } from '../calls/filter.ts';
import { dialErrorsOf } from '../calls/outcome.ts';
import type { Period, Tally } from '../calls/stats.ts';
import type { Store } from './database.ts';
import { filterExpression } from './filter-sql.ts';
import type { Tables } from './tables.ts';

/**
 * Which calls are counted. Every figure below is of them. SQLite counts on the thread on which everybody is
 * answered, so that others get their turn before each question.
 */
export type CountedCalls = SelectQueryBuilder<Tables, 'calls', unknown>;

/** The calls that ended in a period, its start included and its end not, and that a filter chooses. */
export function endedWithin(
  store: Store,
  { from, to }: Period,
  filter: Filter,
  context: FilterContext,
): CountedCalls {
  const calls = store
    .selectFrom('calls')
    .where('ended_seq', 'is not', null)
    .where('ended_at', '>=', from)
    .where('ended_at', '<', to);
  return filter.terms.length === 0 ? calls : calls.where(filterExpression(filter, context));
}

export async function figuresOf(calls: CountedCalls): Promise<DayFigures> {
  await othersTurn();
  const row = await calls
    .select((it) => [
      ...tallies,
      it.fn.count<number>('id').filterWhere('dial_error', 'in', dialErrorsOf('ours')).as('ours'),
    ])
    .executeTakeFirstOrThrow();
  return { ...tallyOf(row), ours: Number(row.ours) };
}

const tallies = [
  sql<number>`count(*)`.as('calls'),
  sql<number>`count(*) filter (where result = 'human')`.as('answered'),
  sql<number>`count(*) filter (where status = 'error' or dial_error is not null)`.as('failed'),
] as const;

function tallyOf({ calls, answered, failed }: Tally): Tally {
  return { calls: Number(calls), answered: Number(answered), failed: Number(failed) };
}

export async function countBy(
  calls: CountedCalls,
  column: 'result' | 'dial_error' | 'end_reason',
): Promise<Count[]> {
  await othersTurn();
  const rows = await calls
    .where(column, 'is not', null)
    .select((it) => [`${column} as word`, it.fn.countAll<number>().as('count')])
    .groupBy(column)
    .orderBy('count', 'desc')
    .orderBy('word')
    .execute();
  return rows.map((row) => ({ word: row.word as string, count: Number(row.count) }));
}

export type WordTally = Tally & { word: string | null };

/** The tally of each word that calls have in one place, most calls first. Null are those that have none. */
export async function tallyBy(calls: CountedCalls, word: Expression<string | null>): Promise<WordTally[]> {
  await othersTurn();
  const rows = await calls
    .select([sql<string | null>`${word}`.as('word'), ...tallies])
    .groupBy('word')
    .orderBy('calls', 'desc')
    .orderBy('word')
    .limit(mostWords)
    .execute();
  return rows.map((row) => ({ word: row.word, ...tallyOf(row) }));
}

const mostWords = 12;

/** Every zone's offset is a multiple of this, so that a local hour or day is a whole number of slices. */
const sliceMs = 15 * 60_000;

/** The tally of each quarter of an hour that had calls, in order. */
export async function tallyBySlice(calls: CountedCalls): Promise<(Tally & { at: Instant })[]> {
  await othersTurn();
  const rows = await calls
    .select([sql<number>`ended_at / ${sql.lit(sliceMs)}`.as('slice'), ...tallies])
    .groupBy('slice')
    .orderBy('slice')
    .execute();
  return rows.map((row) => ({ at: Number(row.slice) * sliceMs, ...tallyOf(row) }));
}

/** Nearest-rank percentiles over answered calls that have both times. */
export async function talkTimes(calls: CountedCalls): Promise<Digest['talk']> {
  const talks = calls.where('talk_ms', 'is not', null).where('result', '=', 'human');
  await othersTurn();
  const { count } = await talks
    .select((it) => it.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (Number(count) === 0) return null;
  const percentile = async (part: number) => {
    await othersTurn();
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
