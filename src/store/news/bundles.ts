import { type ExpressionBuilder, sql } from 'kysely';

import { type Bundle, type LateCalls, lateMs, type SingleCall } from '../../calls/bundle.ts';
import type { Instant } from '../../calls/call.ts';
import { dialErrorsBySeverity, type Severity } from '../../calls/outcome.ts';
import { attemptOf } from '../calls/attempts.ts';
import { findCallById } from '../calls/call-lists.ts';
import { toCallInBrief } from '../calls/call-rows.ts';
import type { Store } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';
import { type CountedCalls, countBy } from '../figures/figures.ts';

/** Up to this many calls a bundle shows each one. */
const shownInFull = 10;
/** Of more, only the most important. */
const shownOfMany = 8;

/** Everything that one message shows; null when none of its calls is left. */
export async function bundleOf(store: Store, messageId: string, madeAt: Instant): Promise<Bundle | null> {
  const { count, from, to } = await toldCalls(store, messageId)
    .select((it) => [
      it.fn.countAll<number>().as('count'),
      it.fn.min('calls.ended_at').as('from'),
      it.fn.max('calls.ended_at').as('to'),
    ])
    .executeTakeFirstOrThrow();
  if (Number(count) === 0) return null;

  const calls = await mostImportant(store, messageId, count <= shownInFull ? shownInFull : shownOfMany);
  const counted = toldCalls(store, messageId) as unknown as CountedCalls;
  return {
    messageId,
    count: Number(count),
    single: count === 1 ? await singleCall(store, calls[0]?.id as string) : null,
    calls,
    results: await countBy(counted.where('dial_error', 'is', null), 'result'),
    dialErrors: await countBy(counted, 'dial_error'),
    endReasons: await countBy(counted, 'end_reason'),
    from: from ?? madeAt,
    to: to ?? madeAt,
    late: await lateCalls(store, messageId),
  };
}

/** The calls of a message are the news rows that name it. */
function toldCalls(store: Store, messageId: string) {
  return store
    .selectFrom('news')
    .innerJoin('calls', 'calls.id', 'news.call_id')
    .where('news.message_id', '=', messageId);
}

async function mostImportant(store: Store, messageId: string, limit: number) {
  const rows = await toldCalls(store, messageId)
    .leftJoin('call_details', 'call_details.serial', 'calls.serial')
    .selectAll('calls')
    .select('structured_output')
    .orderBy(importance)
    .orderBy('calls.ended_at', 'desc')
    .orderBy('calls.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toCallInBrief);
}

/** What somebody has to act on, then conversations, then what needs nobody. */
function importance(it: ExpressionBuilder<Tables, 'calls'>) {
  const isOneOf = (severity: Severity) => it('calls.dial_error', 'in', dialErrorsBySeverity(severity));
  return it
    .case()
    .when(isOneOf('high'))
    .then(sql.lit(0))
    .when(isOneOf('low'))
    .then(sql.lit(3))
    .when(it.or([it('calls.dial_error', 'is not', null), it('calls.status', '=', 'error')]))
    .then(sql.lit(1))
    .when('calls.result', '=', 'human')
    .then(sql.lit(2))
    .else(sql.lit(4))
    .end();
}

/** Each call by its own times: what was found at once before a gap must not hide what was found after it. */
async function lateCalls(store: Store, messageId: string): Promise<LateCalls | null> {
  const { count, from, to, foundAt } = await toldCalls(store, messageId)
    .where(({ eb }) => eb(eb('news.found_at', '-', eb.ref('calls.ended_at')), '>', lateMs))
    .select((it) => [
      it.fn.countAll<number>().as('count'),
      it.fn.min('calls.ended_at').as('from'),
      it.fn.max('calls.ended_at').as('to'),
      it.fn.max('news.found_at').as('foundAt'),
    ])
    .executeTakeFirstOrThrow();
  if (from === null || to === null) return null;
  return { count: Number(count), from, to, foundAt };
}

async function singleCall(store: Store, id: string): Promise<SingleCall | null> {
  const call = await findCallById(store, id);
  return call === null ? null : { call, attempt: await attemptOf(store, call) };
}
