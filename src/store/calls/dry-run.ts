import { sql } from 'kysely';

import type { DetailedCall, Instant } from '../../calls/call.ts';
import { type Filter, type FilterContext, storedFilter } from '../../calls/filter.ts';
import { dayMs, minuteMs } from '../../calls/time/durations.ts';
import { type CallTopic, callTopic } from '../../calls/topics/index.ts';
import { inReaderThread, type Store } from '../engine/database.ts';
import { filterExpression } from './filter-sql.ts';
import { findCallById } from './find-call.ts';

/** What a subscription would have posted lately. */
export interface DryRun {
  calls: number;
  /** What comes within a while is posted together. */
  messages: number;
  /** There were more than that. */
  isMore: boolean;
  /** From then on they are counted. */
  since: Instant;
  /** The latest of them. */
  sample: DetailedCall | null;
}

const days = 7;
/** Enough to say that it would be too many. */
const mostCounted = 10_000;
/** A filter that chooses few may have to look at all of them. */
const mostExamined = 200_000;

/** Counts the calls of the last seven days, or of so many as can be looked through while a person waits. */
export async function dryRun(
  store: Store,
  { topic, filter }: { topic: CallTopic; filter: Filter },
  context: FilterContext,
  togetherMs = minuteMs,
): Promise<DryRun> {
  const from = context.now - days * dayMs;
  const reader = inReaderThread(store);
  const examined = reader
    .selectFrom('calls')
    .selectAll()
    .where('calls.ended_at', '>=', from)
    .where('calls.ended_at', '<', context.now)
    .where('calls.ended_seq', 'is not', null)
    .orderBy('calls.ended_at', 'desc')
    .limit(mostExamined);
  const chosen = reader
    .selectFrom(examined.as('calls'))
    .where(filterExpression(filter, context))
    .where(filterExpression(storedFilter(callTopic(topic).chooses), context));
  const some = chosen.select(['calls.id', 'calls.ended_at']).limit(mostCounted + 1);
  const { count, messages } = await reader
    .selectFrom(some.as('some'))
    .select((it) => it.fn.countAll<number>().as('count'))
    .select(sql<number>`count(distinct ended_at / ${sql.lit(togetherMs)})`.as('messages'))
    .executeTakeFirstOrThrow();
  const latest = await some.orderBy('calls.ended_at', 'desc').limit(1).executeTakeFirst();
  return {
    calls: Math.min(Number(count), mostCounted),
    messages: Math.min(Number(messages), mostCounted),
    isMore: Number(count) > mostCounted,
    since: await earliestExamined(reader, from, context.now),
    sample: latest === undefined ? null : await findCallById(store, latest.id),
  };
}

/** Later than asked for only where there are more calls than are looked through. */
async function earliestExamined(store: Store, from: Instant, now: Instant): Promise<Instant> {
  const row = await store
    .selectFrom('calls')
    .select('ended_at')
    .where('ended_at', '>=', from)
    .where('ended_at', '<', now)
    .where('ended_seq', 'is not', null)
    .orderBy('ended_at', 'desc')
    .offset(mostExamined - 1)
    .limit(1)
    .executeTakeFirst();
  return row?.ended_at ?? from;
}
