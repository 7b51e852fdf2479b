import { termsOf } from '../../calls/filter/refine.ts';
import type { Store } from '../engine/database.ts';
import { filterExpression } from './filter-sql.ts';
import { isAboutNumbers } from './has-calls.ts';
import { type CallList, listed } from './nearest-calls.ts';

export interface CallCount {
  count: number;
  /** There may be more than that. */
  isMore: boolean;
}

/** A count reads this much of what is stored and no more. */
const mostExamined = 10_000;

/** How many calls a list has, as far as that can be counted at once: among the latest calls of its period. */
export async function countCalls(store: Store, list: CallList): Promise<CallCount> {
  const isFew = Boolean(list.messageId) || isAboutNumbers(list.filter);
  const period = { ...list, filter: { terms: termsOf(list.filter, 'period') } };
  const latest = listed(store, isFew ? list : period)
    .orderBy('calls.ended_at', 'desc')
    .orderBy('calls.serial', 'desc')
    .selectAll('calls')
    .limit(mostExamined);
  const row = await store
    .selectFrom(latest.as('calls'))
    .select((it) => [
      it.fn.countAll<number>().as('examined'),
      it.fn
        .sum<number>(it.case().when(filterExpression(list.filter, list.context)).then(1).else(0).end())
        .as('count'),
    ])
    .executeTakeFirstOrThrow();
  return { count: Number(row.count ?? 0), isMore: Number(row.examined) >= mostExamined };
}
