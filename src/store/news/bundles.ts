import { type ExpressionBuilder, sql } from 'kysely';

import { type Bundle, type LateCalls, lateMs, type SingleCall } from '../../calls/bundle.ts';
import type { Instant } from '../../calls/call.ts';
import { countsIn, resultsIn, sum } from '../../calls/most-first.ts';
import { dialErrorsBySeverity, type Severity } from '../../calls/outcome.ts';
import { attemptOf } from '../calls/attempts.ts';
import { findCallById } from '../calls/call-lists.ts';
import { toCallInBrief } from '../calls/call-rows.ts';
import type { Store } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';
import { followUpsOf } from '../follow-ups/follow-ups.ts';

/** Up to this many calls a bundle shows each one. */
const shownInFull = 10;
/** Of more, only the most important. */
const shownOfMany = 8;

/** Everything that one message shows; null when none of its calls is left. */
export async function bundleOf(store: Store, messageId: string, madeAt: Instant): Promise<Bundle | null> {
  const kinds = await kindsOn(store, messageId);
  const count = sum(kinds);
  if (count === 0) return null;

  const calls = await mostImportant(store, messageId, count <= shownInFull ? shownInFull : shownOfMany);
  const ends = kinds.flatMap(({ from, to }) => (from === null || to === null ? [] : [from, to]));
  return {
    messageId,
    count,
    single: count === 1 ? await singleCall(store, calls[0]?.id as string) : null,
    calls,
    results: resultsIn(kinds),
    dialErrors: countsIn(kinds, 'dial_error'),
    endReasons: countsIn(kinds, 'end_reason'),
    from: ends.length === 0 ? madeAt : Math.min(...ends),
    to: ends.length === 0 ? madeAt : Math.max(...ends),
    late: lateAmong(kinds),
    followUps: await followUpsOf(
      store,
      calls.map(({ id }) => id),
    ),
  };
}

type Kind = Awaited<ReturnType<typeof kindsOn>>[number];

/**
 * How many calls of a message are alike: all that it says of many in one question. Each is late by its own times: what
 * was found at once before a gap must not hide what was found after it.
 */
async function kindsOn(store: Store, messageId: string) {
  const rows = await toldCalls(store, messageId)
    .select(['dial_error', 'result', 'end_reason'])
    .select(({ eb }) =>
      eb
        .case()
        .when(eb(eb('news.found_at', '-', eb.ref('calls.ended_at')), '>', lateMs))
        .then(sql.lit(1))
        .else(sql.lit(0))
        .end()
        .as('is_late'),
    )
    .select((it) => [
      it.fn.countAll<number>().as('calls'),
      it.fn.min('calls.ended_at').as('from'),
      it.fn.max('calls.ended_at').as('to'),
      it.fn.max('news.found_at').as('foundAt'),
    ])
    .groupBy(['dial_error', 'result', 'end_reason', 'is_late'])
    .execute();
  return rows.map((row) => ({ ...row, calls: Number(row.calls) }));
}

function lateAmong(kinds: Kind[]): LateCalls | null {
  const late = kinds.flatMap(({ is_late, from, to, ...kind }) =>
    is_late === 1 && from !== null && to !== null ? [{ ...kind, from, to }] : [],
  );
  if (late.length === 0) return null;
  return {
    count: sum(late),
    from: Math.min(...late.map(({ from }) => from)),
    to: Math.max(...late.map(({ to }) => to)),
    foundAt: Math.max(...late.map(({ foundAt }) => foundAt)),
  };
}

/** The calls of a message are the news rows that name it. */
function toldCalls(store: Store, messageId: string) {
  return store
    .selectFrom('news')
    .innerJoin('calls', 'calls.id', 'news.call_id')
    .where('news.message_id', '=', messageId);
}

/** Sorted before anything else of them is read: there may be thousands. */
async function mostImportant(store: Store, messageId: string, limit: number) {
  const some = toldCalls(store, messageId)
    .select(['calls.serial', 'calls.ended_at', 'calls.id'])
    .select((it) => importance(it).as('importance'))
    .orderBy('importance')
    .orderBy('calls.ended_at', 'desc')
    .orderBy('calls.id', 'desc')
    .limit(limit);
  const rows = await store
    .selectFrom(some.as('some'))
    .innerJoin('calls', 'calls.serial', 'some.serial')
    .leftJoin('call_details', 'call_details.serial', 'calls.serial')
    .selectAll('calls')
    .select('structured_output')
    .orderBy('some.importance')
    .orderBy('some.ended_at', 'desc')
    .orderBy('some.id', 'desc')
    .execute();
  return rows.map(toCallInBrief);
}

/**
 * What somebody has to act on, one call of each kind; then conversations, then what needs nobody. Further calls that
 * failed alike say no more, so they come behind conversations.
 */
function importance(it: ExpressionBuilder<Tables, 'calls'>) {
  const isOneOf = (severity: Severity) => it('calls.dial_error', 'in', dialErrorsBySeverity(severity));
  const among = it.fn
    .agg<number>('row_number')
    .over((over) =>
      over
        .partitionBy(['calls.status', 'calls.dial_error'])
        .orderBy('calls.ended_at', 'desc')
        .orderBy('calls.id', 'desc'),
    );
  const hasFailed = it.or([it('calls.dial_error', 'is not', null), it('calls.status', '=', 'error')]);
  return it
    .case()
    .when(isOneOf('low'))
    .then(sql.lit(4))
    .when(it.and([hasFailed, it(among, '>', 1)]))
    .then(sql.lit(3))
    .when(isOneOf('high'))
    .then(sql.lit(0))
    .when(hasFailed)
    .then(sql.lit(1))
    .when('calls.result', '=', 'human')
    .then(sql.lit(2))
    .else(sql.lit(5))
    .end();
}

async function singleCall(store: Store, id: string): Promise<SingleCall | null> {
  const call = await findCallById(store, id);
  return call === null ? null : { call, attempt: await attemptOf(store, call) };
}
