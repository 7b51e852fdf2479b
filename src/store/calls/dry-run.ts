import { type SelectQueryBuilder, sql } from 'kysely';

import type { DetailedCall, Instant } from '../../calls/call.ts';
import { both } from '../../calls/filter/intervals.ts';
import { type Filter, type FilterContext, storedFilter } from '../../calls/filter.ts';
import type { LikeCall } from '../../calls/outcome.ts';
import type { Period } from '../../calls/stats.ts';
import { outcomeTerms } from '../../calls/tallies/of-words.ts';
import { dayMs, minuteMs } from '../../calls/time/durations.ts';
import { type CallTopic, callTopic } from '../../calls/topics/index.ts';
import { inReaderThread, type Store } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';
import { filterExpression } from './filter-sql.ts';
import { findCallById } from './find-call.ts';
import { hoursWithCalls } from './kept/hours-with-calls.ts';
import { endedWithin } from './kept/kinds.ts';
import { joined } from './nearest-calls.ts';

/** The calls that a subscription would have posted lately. */
export interface DryRun {
  calls: number;
  /** Those of them that ask for a call-back. */
  asking: number;
  /** Those alike that one reading of the list found, in the order in which they were found. */
  found: FoundCalls[];
  /** From then on they are counted. */
  since: Instant;
  /** The latest of them. */
  sample: DetailedCall | null;
}

interface FoundCalls extends LikeCall {
  foundAt: Instant;
  ended: { from: Instant; to: Instant };
}

const days = 7;
/** Enough to say how many a day there are. */
const mostCounted = 5_000;
/** A filter that chooses few may have to look at all of them. */
const mostExamined = 200_000;
/** What ends between two readings of the list is found at once. */
const readEveryMs = minuteMs / 2;

/** The calls of the last seven days, or as many as can be looked through while a person waits. */
export async function dryRun(
  store: Store,
  { topic, filter }: { topic: CallTopic; filter: Filter },
  context: FilterContext,
): Promise<DryRun> {
  const from = context.now - days * dayMs;
  const chooses = storedFilter(callTopic(topic).chooses);
  const times = await timesWithCalls(store, [filter, chooses], { from, to: context.now }, context);
  if (times.length === 0) return { calls: 0, asking: 0, found: [], since: from, sample: null };
  const reader = inReaderThread(store);
  const ended = reader
    .selectFrom('calls')
    .where(endedWithin(times))
    .where('calls.ended_seq', 'is not', null)
    .orderBy('calls.ended_at', 'desc');
  const examined = ended.selectAll().limit(mostExamined);
  const some = reader
    .selectFrom(examined.as('calls'))
    .where(filterExpression(filter, context))
    .where(filterExpression(chooses, context))
    .select([
      'calls.id',
      'calls.ended_at',
      'calls.dial_error',
      'calls.result',
      'calls.status',
      'calls.call_back',
    ])
    .orderBy('calls.ended_at', 'desc')
    .limit(mostCounted);
  const reading = sql<number>`(ended_at / ${sql.lit(readEveryMs)} + 1) * ${sql.lit(readEveryMs)}`;
  const rows = await reader
    .selectFrom(some.as('some'))
    .select(['dial_error', 'result', 'status'])
    .select((it) => [
      reading.as('found_at'),
      it.fn.min('ended_at').as('from'),
      it.fn.max('ended_at').as('to'),
      it.fn.countAll<number>().as('count'),
      it.fn.sum<number>('call_back').as('asking'),
    ])
    .groupBy(['dial_error', 'result', 'status', reading])
    .orderBy('found_at')
    .execute();
  const found = rows.map(({ dial_error, result, status, found_at, ...row }) => {
    const foundAt = Number(found_at);
    return {
      dialError: dial_error,
      result,
      status,
      foundAt,
      ended: { from: row.from ?? foundAt, to: row.to ?? foundAt },
    };
  });
  const calls = rows.reduce((sum, { count }) => sum + Number(count), 0);
  const asking = rows.reduce((sum, row) => sum + Number(row.asking), 0);
  const latest = await some.limit(1).executeTakeFirst();
  const isAll = calls < mostCounted;
  return {
    calls,
    asking,
    found,
    since: isAll ? ((await lastExamined(ended)) ?? from) : (found[0]?.ended.from ?? from),
    sample: latest === undefined ? null : await findCallById(store, latest.id),
  };
}

/** With more, a database had sooner look through all that ended. */
const fewHours = 24;

/**
 * When calls ended, to the hour, that may be meant: by the counts that are kept, as far as words are about outcomes.
 * Where that is seldom, the others are not looked through.
 */
async function timesWithCalls(store: Store, filters: Filter[], within: Period, context: FilterContext) {
  const narrowest = filters.find((filter) => outcomeTerms(filter).terms.length > 0);
  if (narrowest === undefined) return [within];
  const search = { filter: narrowest, context, direction: 'older', within } as const;
  const hours = await hoursWithCalls(inReaderThread(store), search, Number.MAX_SAFE_INTEGER);
  return hours.length > fewHours ? [within] : joined(both(hours, [within]));
}

/** Later than asked for only where there are more calls than are looked through. */
async function lastExamined(ended: SelectQueryBuilder<Tables, 'calls', unknown>): Promise<Instant | null> {
  const last = ended
    .select('calls.ended_at')
    .offset(mostExamined - 1)
    .limit(1);
  return (await last.executeTakeFirst())?.ended_at ?? null;
}
