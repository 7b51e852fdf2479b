import { sql } from 'kysely';

import type { Instant } from '../../../calls/call.ts';
import type { Filter, FilterContext } from '../../../calls/filter.ts';
import type { Period } from '../../../calls/stats.ts';
import { outcomeTerms } from '../../../calls/tallies/of-words.ts';
import { startOf } from '../../../calls/tallies/tally.ts';
import { dayMs, hourMs } from '../../../calls/time/durations.ts';
import type { Store } from '../../engine/database.ts';
import { filterExpression } from '../filter-sql.ts';
import { keptIn } from './kinds.ts';

/** Whether any call ever ended in such a way, as far as the words of a filter are about that. */
export async function isEver(store: Store, filter: Filter, context: FilterContext): Promise<boolean> {
  const found = await store
    .selectFrom('combinations as calls')
    .select('calls.id')
    .where(filterExpression(outcomeTerms(filter), context))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

export interface Search {
  filter: Filter;
  context: FilterContext;
  direction: 'older' | 'newer';
  /** From its end back to older calls, or from its start on to newer ones. */
  within: Period;
}

/**
 * The hours of UTC in which calls ended in such a way, the nearest first, until they hold so many; those of the first
 * hour do not count, since that may have begun, or ended, long before.
 */
export async function hoursWithCalls(store: Store, search: Search, calls: number): Promise<Period[]> {
  const { direction, within } = search;
  const first = direction === 'older' ? within.to - 1 : within.from;
  const days = until(await daysWithCalls(store, search, calls + 1), calls, startOf(first, dayMs));
  if (days.length === 0) return [];
  const whole = days.map(({ at }) => ({ of: 0, length: 'hour' as const, from: at, to: at + dayMs }));
  const { rows } = await sql<Ended>`
    select kept.at, sum(kept.calls) as calls
    from ${keptIn(store, whole, sql`at, combination, calls`)} ${ofCombinations(search)}
    group by kept.at order by kept.at ${order(search)}
  `.execute(store);
  const near = rows
    .map(inNumbers)
    .filter(({ at }) => (direction === 'older' ? at <= first : at + hourMs > first));
  return until(near, calls, startOf(first, hourMs)).map(({ at }) => ({ from: at, to: at + hourMs }));
}

interface Ended {
  at: Instant;
  calls: number;
}

async function daysWithCalls(store: Store, search: Search, most: number): Promise<Ended[]> {
  const { from, to } = search.within;
  const { rows } = await sql<Ended>`
    select kept.at, sum(kept.calls) as calls
    from tallies as kept ${ofCombinations(search)} and kept.length = 'day'
      and kept.at >= ${startOf(from, dayMs)} and kept.at < ${to}
    group by kept.at order by kept.at ${order(search)} limit ${sql.lit(most)}
  `.execute(store);
  return rows.map(inNumbers);
}

function ofCombinations({ filter, context }: Search) {
  return sql`cross join combinations as calls
    where calls.id = kept.combination and ${filterExpression(outcomeTerms(filter), context)}`;
}

function order({ direction }: Search) {
  return direction === 'older' ? sql`desc` : sql`asc`;
}

/** The first of them that have so many calls, without those of one. */
function until(ended: Ended[], calls: number, first: Instant): Ended[] {
  const some: Ended[] = [];
  for (let sum = 0; sum < calls && some.length < ended.length; ) {
    const next = ended[some.length] as Ended;
    some.push(next);
    if (next.at !== first) sum += next.calls;
  }
  return some;
}

function inNumbers({ at, calls }: Ended): Ended {
  return { at: Number(at), calls: Number(calls) };
}
