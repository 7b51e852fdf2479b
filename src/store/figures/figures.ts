import { type Expression, type SelectQueryBuilder, sql } from 'kysely';

import type { Filter, FilterContext } from '../../calls/filter.ts';
import type { Period } from '../../calls/stats.ts';
import { filterExpression } from '../calls/filter-sql.ts';
import { inReaderThread, type Store } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';
import { mostWords, type WordTally } from './kinds.ts';

/** Which calls are asked about. */
export interface Asked {
  period: Period;
  filter: Filter;
  context: FilterContext;
}

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

const tallies = [
  sql<number>`count(*)`.as('calls'),
  sql<number>`count(*) filter (where result = 'human')`.as('answered'),
  sql<number>`count(*) filter (where status = 'error' or dial_error is not null)`.as('failed'),
] as const;

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
  return rows.map(({ word, calls, answered, failed }) => ({
    word,
    calls: Number(calls),
    answered: Number(answered),
    failed: Number(failed),
  }));
}
