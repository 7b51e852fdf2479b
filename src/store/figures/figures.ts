import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Expression, type SelectQueryBuilder, sql } from 'kysely';

import type { Count } from '../../calls/bundle.ts';
import type { Instant } from '../../calls/call.ts';
import type { DayFigures, Digest } from '../../calls/digest.ts';
import type { Filter, FilterContext } from '../../calls/filter.ts';
import { mostFirst } from '../../calls/most-first.ts';
import { dialErrorsOf } from '../../calls/outcome.ts';
import type { Period, Tally } from '../../calls/stats.ts';
import { filterExpression } from '../calls/filter-sql.ts';
import { inReaderThread, type Store } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';

/** Which calls are counted. Every figure below is of them. */
export type CountedCalls = SelectQueryBuilder<Tables, 'calls', unknown>;

/** The calls that ended in a period, its start included and its end not, and that a filter chooses. */
export function endedWithin(
  store: Store,
  { from, to }: Period,
  filter: Filter,
  context: FilterContext,
): CountedCalls {
  const calls = inReaderThread(store)
    .selectFrom('calls')
    .where('ended_at', '>=', from)
    .where('ended_at', '<', to);
  return filter.terms.length === 0 ? calls : calls.where(filterExpression(filter, context));
}

export async function figuresOf(calls: CountedCalls): Promise<DayFigures> {
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
  const rows = await calls
    .where(column, 'is not', null)
    .select((it) => [`${column} as word`, it.fn.countAll<number>().as('count')])
    .groupBy(column)
    .execute();
  return mostFirst(rows.map((row) => ({ word: row.word as string, count: Number(row.count) })));
}

export type WordTally = Tally & { word: string | null };

/**
 * The tally of each word that calls have in one place, most calls first. Null are those that have none.
 *
 * @param isText may have a number in it. Words that are as frequent are then in the order in which they were first met:
 *   an order by the words would tell which of two masked numbers is the greater.
 */
export async function tallyBy(
  calls: CountedCalls,
  word: Expression<string | null>,
  isText: boolean,
): Promise<WordTally[]> {
  const rows = await calls
    .select([sql<string | null>`${word}`.as('word'), ...tallies])
    .groupBy('word')
    .orderBy('calls', 'desc')
    .orderBy(isText ? sql`min(calls.serial)` : sql.ref('word'))
    .limit(mostWords)
    .execute();
  return rows.map((row) => ({ word: row.word, ...tallyOf(row) }));
}

const mostWords = 12;

/** Every zone's offset is a multiple of this, so that a local hour or day has no partial slice. */
export const sliceMs = 15 * 60_000;

/** The tally of each quarter of an hour that had calls, in order. */
export async function tallyBySlice(calls: CountedCalls): Promise<(Tally & { at: Instant })[]> {
  const rows = await calls
    .select([sql<number>`ended_at / ${sql.lit(sliceMs)}`.as('slice'), ...tallies])
    .groupBy('slice')
    .orderBy('slice')
    .execute();
  return rows.map((row) => ({ at: Number(row.slice) * sliceMs, ...tallyOf(row) }));
}

/** Nearest-rank percentiles over answered calls that have both times. */
export async function talkTimes(calls: CountedCalls): Promise<Digest['talk']> {
  const { times, count } = await calls
    .where('talk_ms', 'is not', null)
    .where('result', '=', 'human')
    .select((it) => [
      // As one text, since neither database finds two percentiles as fast as all values are read.
      sql<string | null>`string_agg(cast(talk_ms as text), ',')`.as('times'),
      it.fn.countAll<number>().as('count'),
    ])
    .executeTakeFirstOrThrow();
  if (times === null) return null;
  const values = numbersIn(times, Number(count));
  await nextTurn();
  const sorted = values.sort();
  const percentile = (part: number) => sorted[Math.ceil(sorted.length * part) - 1] as number;
  return { medianMs: percentile(0.5), p90Ms: percentile(0.9) };
}

const comma = ','.charCodeAt(0);
const zero = '0'.charCodeAt(0);

/** Of integers with commas between them: half a million without holding everything else up. */
function numbersIn(text: string, count: number): Float64Array {
  const numbers = new Float64Array(count);
  let index = 0;
  let number = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === comma) {
      numbers[index++] = number;
      number = 0;
    } else {
      number = number * 10 + (code - zero);
    }
  }
  numbers[index] = number;
  return numbers;
}
