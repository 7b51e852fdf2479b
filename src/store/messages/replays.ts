import { randomUUID } from 'node:crypto';

import type { Instant } from '../../calls/call.ts';
import { type Filter, type FilterContext, formatFilter } from '../../calls/filter.ts';
import { periodOf, withoutPeriod } from '../../calls/time/period.ts';
import { filterExpression } from '../calls/filter-sql.ts';
import { inReaderThread, type Store } from '../engine/database.ts';
import { enqueueMessage } from './messages.ts';

/** More than this nobody reads in a thread. */
export const mostReplayed = 1_000;
/** Up to this many, each call has its line. */
const mostInLines = 100;
const linesPerMessage = 10;

interface Replayed {
  calls: { id: string; endedAt: Instant }[];
  /** What is replayed, as the first message of the thread says it. */
  period: { from: Instant; to: Instant };
  filter: string;
}

/** The calls that a replay would retell, the oldest first; one more than the most that may be. */
export async function callsToReplay(store: Store, filter: Filter, context: FilterContext): Promise<Replayed> {
  const period = periodOf(filter, context);
  const rows = await inReaderThread(store)
    .selectFrom('calls')
    .select(['calls.id', 'calls.ended_at as endedAt'])
    .where('calls.ended_at', '>=', period.from)
    .where('calls.ended_at', '<', period.to)
    .where('calls.ended_seq', 'is not', null)
    .where(filterExpression(filter, context))
    .orderBy('calls.ended_at')
    .orderBy('calls.id')
    .limit(mostReplayed + 1)
    .execute();
  const calls = rows.map(({ id, endedAt }) => ({ id, endedAt: endedAt as Instant }));
  return { calls, period, filter: formatFilter(withoutPeriod(filter)) };
}

interface Wanted {
  /** The person's request: asking once is replaying once. */
  request: string;
  channel: string;
  askedBy: string;
  replayed: Replayed;
}

/** Leaves the first message of a thread, and those that follow it there. */
export async function enqueueReplay(tx: Store, wanted: Wanted, now: Instant): Promise<void> {
  const { request, channel, askedBy, replayed } = wanted;
  const { calls, filter, period } = replayed;
  const parent = randomUUID();
  const subject = { askedBy, filter, ...period, calls: calls.length };
  const message = { channel, kind: 'replay' as const };
  const head = { ...message, form: 'replay', id: parent, key: `replay:${request}` } as const;
  await enqueueMessage(tx, { ...head, subject, calls: 0 }, now);
  const size = calls.length > mostInLines ? calls.length : linesPerMessage;
  for (let start = 0; start < calls.length; start += size) {
    const id = randomUUID();
    const some = calls.slice(start, start + size);
    const follower = {
      ...message,
      form: 'retold' as const,
      id,
      key: `replay:${request}:${start}`,
      parentId: parent,
      calls: some.length,
    };
    await enqueueMessage(tx, { ...follower, subject: {} }, now + 1 + start);
    await nameCalls(tx, id, channel, some);
  }
}

/** The calls of a message are the news rows that name it. */
async function nameCalls(tx: Store, messageId: string, channel: string, calls: Replayed['calls']) {
  await tx
    .insertInto('news')
    .values(
      calls.map(({ id, endedAt }) => ({
        key: `replay:${messageId}:${id}`,
        channel,
        topic: 'replay',
        call_id: id,
        subscription_id: 'replay',
        found_at: endedAt,
        message_id: messageId,
      })),
    )
    .execute();
}
