import { expressionBuilder } from 'kysely';
import type { Instant } from '../../calls/call.ts';
import type { FollowUpFigures } from '../../calls/digest.ts';
import { type FilterContext, storedFilter } from '../../calls/filter.ts';
import { filterExpression } from '../calls/filter-sql.ts';
import type { Store } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';

interface Asked {
  /** Canonical filter words of the calls that are counted, as those of a digest. */
  filter: string;
  timezone: string;
  /** From when on those that ended are counted. */
  from: Instant;
  /** As of when. */
  at: Instant;
}

/** Of the calls of a digest, wherever they were posted. @returns null where there was nothing to follow up. */
export async function followUpFigures(
  store: Store,
  { filter, timezone, from, at }: Asked,
): Promise<FollowUpFigures | null> {
  const row = await store
    .selectFrom('follow_ups')
    .where('made_at', '<=', at)
    .where((it) => it.or([it('ended_at', 'is', null), it('ended_at', '>=', from)]))
    .$if(filter !== '', (query) => query.where(isOf(filter, { now: at, timezone })))
    .select((it) => {
      const isLeft = it.or([it('ended_at', 'is', null), it('ended_at', '>', at)]);
      const isOverdue = it.and([isLeft, it('due_at', '<=', at)]);
      return [
        it.fn.countAll<number>().as('total'),
        it.fn.countAll<number>().filterWhere(it.not(isLeft)).as('done'),
        it.fn.countAll<number>().filterWhere(isOverdue).as('overdue'),
        it.fn
          .countAll<number>()
          .filterWhere(it.and([isLeft, it('due_at', '>', at), it('owner', 'is not', null)]))
          .as('taken'),
        it.fn.min('due_at').filterWhere(isOverdue).as('oldestDueAt'),
      ];
    })
    .executeTakeFirstOrThrow();
  const [total, done, taken, overdue] = [row.total, row.done, row.taken, row.overdue].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  if (total === 0) return null;
  return { total, done, taken, overdue, open: total - done - taken - overdue, oldestDueAt: row.oldestDueAt };
}

/** By the id of each, since a filter alone may choose any part of all calls. */
function isOf(filter: string, context: FilterContext) {
  const it = expressionBuilder<Tables, 'follow_ups'>();
  return it.exists(
    it
      .selectFrom('calls')
      .select('calls.serial')
      .whereRef('calls.id', '=', 'follow_ups.call_id')
      .where(filterExpression(storedFilter(filter), context)),
  );
}
