import { type Expression, type SqlBool, sql } from 'kysely';

import { termsOf } from '../../calls/filter/refine.ts';
import { type Filter, type FilterContext, predicateOf } from '../../calls/filter.ts';
import { ever, outcomeTerms } from '../../calls/tallies/of-words.ts';
import { inReaderThread, type Store } from '../engine/database.ts';
import { filterExpression } from './filter-sql.ts';
import { isAboutNumbers } from './has-calls.ts';
import { keptFieldCount } from './kept/field-counts.ts';
import { isKept, type Kind, kindsOf } from './kept/kinds.ts';
import { fewestOf } from './narrowings.ts';
import { type CallList, type Calls, listed } from './nearest-calls.ts';

export interface CallCount {
  count: number;
  /** There may be more than that. */
  isMore: boolean;
}

/** A count reads this much of what is stored and no more. */
const mostExamined = 10_000;

/** How many calls a list has: as it is kept, or else as far as that can be counted at once. */
export async function countCalls(store: Store, list: CallList): Promise<CallCount> {
  const kept = list.messageId ? null : await keptCount(store, list);
  return kept === null ? countLatest(inReaderThread(store), list) : { count: kept, isMore: false };
}

/** Null where a filter asks for more than is kept. */
async function keptCount(store: Store, list: CallList): Promise<number | null> {
  const sum = (await keptSum(store, list)) ?? (await keptFieldCount(store, list.filter, list.context));
  if (sum === null) return null;
  const newer = await recordedSince(store, list);
  return newer === null ? null : sum - newer;
}

async function keptSum(store: Store, { filter, context }: CallList): Promise<number | null> {
  // Of each kind it is also kept how many promise a call-back.
  const others = { terms: filter.terms.filter(({ kind, negated }) => kind !== 'promised' || negated) };
  const question = { stretches: [{ ...ever, of: 0 }], filter: others, context };
  if (!isKept(question)) return null;
  const counted = others.terms.length === filter.terms.length ? 'calls' : 'callBacks';
  const isOfAllTime = outcomeTerms(others).terms.length === others.terms.length;
  const sum = isOfAllTime ? await everSum(store, others, context) : sumOf(await kindsOf(store, question, []));
  return sum[counted];
}

type Sum = Pick<Kind, 'calls' | 'callBacks'>;

function sumOf(kinds: Kind<never>[]): Sum {
  const sumOfEach = (counted: keyof Sum) => kinds.reduce((sum, kind) => sum + kind[counted], 0);
  return { calls: sumOfEach('calls'), callBacks: sumOfEach('callBacks') };
}

/** One row for each combination, so it is read here: another thread would cost as much as the answer. */
async function everSum(store: Store, filter: Filter, context: FilterContext): Promise<Sum> {
  const { rows } = await sql<Sum>`
    select coalesce(sum(kept.calls), 0) as calls, coalesce(sum(kept.call_backs), 0) as "callBacks"
    from tallies as kept inner join combinations as calls on calls.id = kept.combination
    where kept.length = 'ever' and kept.at = 0 and ${filterExpression(filter, context)}
  `.execute(store);
  const [{ calls, callBacks }] = rows as [Sum];
  return { calls: Number(calls), callBacks: Number(callBacks) };
}

/** Endings that a list does not have, because it was opened before; null when they are too many. */
async function recordedSince(store: Store, { filter, context, anchor }: CallList): Promise<number | null> {
  const recorded = store.selectFrom('calls').selectAll().where('ended_seq', '>', anchor).limit(mostExamined);
  const row = await examined(store, recorded, { filter, context });
  return row.examined >= mostExamined ? null : row.count;
}

/** All where some word leaves few, else among the latest calls of its period. */
async function countLatest(store: Store, list: CallList): Promise<CallCount> {
  const { filter, context } = list;
  const isFew = Boolean(list.messageId) || isAboutNumbers(filter);
  const few = isFew ? null : await fewestOf(store, predicateOf(filter, context));
  const period = { ...list, filter: { terms: termsOf(filter, 'period') } };
  const latest = listed(store, isFew ? list : period)
    .$if(few !== null, (it) => it.where(few as Expression<SqlBool>))
    .orderBy('calls.ended_at', 'desc')
    .orderBy('calls.serial', 'desc')
    .selectAll('calls')
    .limit(mostExamined);
  const row = await examined(store, latest, list);
  return { count: row.count, isMore: row.examined >= mostExamined };
}

/** How many rows were looked at, and how many of them the filter chooses. */
async function examined(
  store: Store,
  rows: Calls,
  { filter, context }: Pick<CallList, 'filter' | 'context'>,
) {
  const row = await store
    .selectFrom(rows.as('calls'))
    .select((it) => [
      it.fn.countAll<number>().as('examined'),
      it.fn.sum<number>(it.case().when(filterExpression(filter, context)).then(1).else(0).end()).as('count'),
    ])
    .executeTakeFirstOrThrow();
  return { examined: Number(row.examined), count: Number(row.count ?? 0) };
}
