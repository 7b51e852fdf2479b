import { type Expression, expressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';

import type { Call, Instant } from '../../calls/call.ts';
import { both, intervalsOf } from '../../calls/filter/intervals.ts';
import { contradictionIn, type Filter, type FilterContext, predicateOf } from '../../calls/filter.ts';
import type { Period } from '../../calls/stats.ts';
import { ever, outcomeTerms, outcomeWords } from '../../calls/tallies/of-words.ts';
import { inReaderThread, type Store } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';
import { toCall } from './call-rows.ts';
import { filterExpression } from './filter-sql.ts';
import { hoursWithCalls, isEver } from './kept/hours-with-calls.ts';
import { endedWithin } from './kept/kinds.ts';
import { isOneWord, narrowingsOf } from './narrowings.ts';

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
  const { filter, context } = list;
  if (contradictionIn(filter, context) !== null) return [];
  // One condition has an index; of several, calls that fulfil all of them may be far apart.
  const store = filter.terms.length > 1 ? inReaderThread(database) : database;
  const walk: Walk = { store, list, direction, from };
  if (list.messageId) return nearestOf(walk, [], limit);
  const isFarApart = !isOneWord(predicateOf(outcomeTerms(filter), context));
  if (isFarApart && !(await isEver(store, filter, context))) return [];
  if (isFarApart && outcomeWords(filter) !== null) return nearestInHours(walk, limit);
  return nearestOf(walk, await narrowingsOf(store, predicateOf(filter, context)), limit);
}

interface Walk {
  store: Store;
  list: CallList;
  direction: Direction;
  from: CallKey | undefined;
}

/** By conditions of which each has an index. */
async function nearestOf(walk: Walk, narrowings: Expression<SqlBool>[], limit: number): Promise<Call[]> {
  const { store, list, direction, from } = walk;
  const order = direction === 'older' ? 'desc' : 'asc';
  const near = (narrowing: Expression<SqlBool>) =>
    beyond(listed(store, list), direction, from)
      .where(narrowing)
      .orderBy('calls.ended_at', order)
      .orderBy('calls.serial', order)
      .limit(limit);

  const [narrowing = always, ...others] = narrowings;
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

/** Only in the hours in which such calls ended: counted as they were saved. */
async function nearestInHours(walk: Walk, limit: number): Promise<Call[]> {
  const { store, direction } = walk;
  const { filter, context } = walk.list;
  const within = withinList(walk);
  const found: Call[] = [];
  // Some of what is counted may be newer than the list.
  for (
    let wanted = Math.min(limit, mostWanted);
    within.from < within.to;
    wanted = Math.min(wanted * 4, mostWanted)
  ) {
    const hours = await hoursWithCalls(store, { filter, context, direction, within }, wanted);
    if (hours.length === 0) break;
    found.push(
      ...(await nearestOf(
        walk,
        joined(hours).map((hour) => endedWithin([hour])),
        limit - found.length,
      )),
    );
    if (found.length >= limit) break;
    if (direction === 'older') within.to = Math.min(...hours.map((hour) => hour.from));
    else within.from = Math.max(...hours.map((hour) => hour.to));
  }
  return found;
}

/** As many hours at once as SQLite takes in one question. */
const mostWanted = 200;

/** Where the row and the words for time leave something to be found. */
function withinList({ list: { filter, context }, direction, from }: Walk): Period {
  const chosen = both([ever], intervalsOf(filter, context));
  const within = { from: chosen.at(0)?.from ?? 0, to: chosen.at(-1)?.to ?? 0 };
  if (from === undefined) return within;
  if (direction === 'older') return { ...within, to: Math.min(within.to, from.endedAt + 1) };
  return { ...within, from: Math.max(within.from, from.endedAt) };
}

/** Hours that follow each other are one time. */
export function joined(hours: Period[]): Period[] {
  const times: Period[] = [];
  for (const hour of hours.toSorted((one, other) => one.from - other.from)) {
    const last = times.at(-1);
    if (last !== undefined && last.to === hour.from) last.to = hour.to;
    else times.push({ ...hour });
  }
  return times;
}

const always = sql<SqlBool>`true`;

export type Calls = SelectQueryBuilder<Tables, 'calls', object>;

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

/** SQLite takes no limit within a union, except in a subquery. */
function serialsOf(store: Store, calls: Calls) {
  return store.selectFrom(calls.select('calls.serial').as('nearest')).select('nearest.serial');
}
