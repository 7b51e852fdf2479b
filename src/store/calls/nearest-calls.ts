import { type Expression, expressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';

import type { Call, Instant } from '../../calls/call.ts';
import { contradictionIn, type Filter, type FilterContext, predicateOf } from '../../calls/filter.ts';
import { inReaderThread, type Store } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';
import { toCall } from './call-rows.ts';
import { filterExpression } from './filter-sql.ts';
import { narrowingsOf } from './narrowings.ts';

/** Where a row stands in the list, which is in the order of ends; among those that ended together, of arrival. */
export interface CallKey {
  endedAt: Instant;
  id: string;
}

export interface CallList {
  filter: Filter;
  context: FilterContext;
  /** From `currentAnchor` when the list was opened: endings recorded since never move its rows. */
  anchor: number;
  /** Only the calls of this message. */
  messageId?: string | null | undefined;
}

export type Direction = 'older' | 'newer';

/** Calls of the list from a row on in one direction, the nearest first; without a row from the end of the list. */
export async function nearestCalls(
  database: Store,
  list: CallList,
  direction: Direction,
  from: CallKey | undefined,
  limit: number,
): Promise<Call[]> {
  if (contradictionIn(list.filter, list.context) !== null) return [];
  // One condition has an index; of several, calls that fulfil all of them may be far apart.
  const store = list.filter.terms.length > 1 ? inReaderThread(database) : database;
  const order = direction === 'older' ? 'desc' : 'asc';
  const near = (narrowing: Expression<SqlBool>) =>
    beyond(listed(store, list), direction, from)
      .where(narrowing)
      .orderBy('calls.ended_at', order)
      .orderBy('calls.serial', order)
      .limit(limit);

  const [narrowing = always, ...others] = await narrowings(store, list);
  if (others.length === 0) return (await near(narrowing).selectAll('calls').execute()).map(toCall);
  const serials = others.reduce(
    (union, it) => union.union(serialsOf(store, near(it))),
    serialsOf(store, near(narrowing)),
  );
  const merged = store
    .selectFrom('calls')
    .where('serial', 'in', serials)
    .orderBy('ended_at', order)
    .orderBy('serial', order);
  return (await merged.limit(limit).selectAll().execute()).map(toCall);
}

const always = sql<SqlBool>`true`;

type Calls = SelectQueryBuilder<Tables, 'calls', object>;

/** The filtered calls that had ended when the list was opened. */
export function listed(store: Store, { filter, context, anchor, messageId }: CallList): Calls {
  const calls = store
    .selectFrom('calls')
    // The plus keeps the index on endings out of it, since the rows are wanted in another order.
    .where(sql<number>`+calls.ended_seq`, '<=', anchor)
    .where('calls.ended_at', 'is not', null)
    .where(filterExpression(filter, context));
  if (!messageId) return calls;
  const told = store.selectFrom('news').select('news.call_id').where('news.message_id', '=', messageId);
  return calls.where('calls.id', 'in', told);
}

function beyond(calls: Calls, direction: Direction, from: CallKey | undefined): Calls {
  if (from === undefined) return calls;
  const { refTuple, tuple } = expressionBuilder<Tables, 'calls'>();
  const row = refTuple('calls.ended_at', 'calls.serial');
  const serial = expressionBuilder<Tables, 'calls'>()
    .selectFrom('calls as from')
    .select('from.serial')
    .where('from.id', '=', from.id);
  return calls.where(row, direction === 'older' ? '<' : '>', tuple(from.endedAt, serial));
}

/** The calls of a message are few enough as they are. */
async function narrowings(store: Store, { filter, context, messageId }: CallList) {
  return messageId ? [] : await narrowingsOf(store, predicateOf(filter, context));
}

/** SQLite takes no limit within a union, except in a subquery. */
function serialsOf(store: Store, calls: Calls) {
  return store.selectFrom(calls.select('calls.serial').as('nearest')).select('nearest.serial');
}
