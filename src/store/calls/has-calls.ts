import { termsOf } from '../../calls/filter/refine.ts';
import type { Filter, FilterContext } from '../../calls/filter.ts';
import { outcomeWords } from '../../calls/tallies/of-words.ts';
import type { Store } from '../engine/database.ts';
import { filterExpression } from './filter-sql.ts';
import { nearestCalls } from './nearest-calls.ts';

/** A search that finds nothing reads all it may read, so it may read this much. */
const mostExamined = 10_000;

interface Search {
  filter: Filter;
  context: FilterContext;
  messageId: string | null;
}

/** Whether a list would have calls, as far as the latest calls of its period tell. */
export async function hasCalls(store: Store, search: Search): Promise<boolean> {
  const { filter, context } = search;
  const isFound = isAboutNumbers(filter) || outcomeWords(filter) !== null;
  if (search.messageId !== null || isFound) return hasAny(store, search);
  const latest = store
    .selectFrom('calls')
    .selectAll()
    .where('calls.ended_at', 'is not', null)
    .where(filterExpression({ terms: termsOf(filter, 'period') }, context))
    .orderBy('calls.ended_at', 'desc')
    .orderBy('calls.serial', 'desc')
    .limit(mostExamined);
  const found = await store
    .selectFrom(latest.as('calls'))
    .select('calls.id')
    .where(filterExpression(filter, context))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** The calls of a message, and those to one number, are few and have an index; how calls went is kept. */
async function hasAny(store: Store, { filter, context, messageId }: Search): Promise<boolean> {
  const list = { filter, context, messageId, anchor: Number.MAX_SAFE_INTEGER };
  return (await nearestCalls(store, list, 'older', undefined, 1)).length > 0;
}

export function isAboutNumbers({ terms }: Filter): boolean {
  return terms.some(({ kind, negated, value }) => kind === 'phone' && !negated && value.length >= 8);
}
