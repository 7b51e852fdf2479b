import { type ExpressionBuilder, sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import type { LikeCall } from '../../calls/outcome.ts';
import type { Store } from '../engine/database.ts';
import { inPieces } from '../engine/pieces.ts';
import type { Tables } from '../engine/tables.ts';

interface Given {
  subscriptionId: string;
  kinds: LikeCall[];
  /** Only what ended then. */
  ended?: { from: Instant; to: Instant } | null;
}

/** SQLite allows conditions that are nested 1,000 deep. */
const kindsPerStatement = 100;

/** Gives such calls of one subscription to one message: one statement meets each row once. @returns how many. */
export async function giveTo(
  tx: Store,
  messageId: string,
  { subscriptionId, kinds, ended = null }: Given,
): Promise<number> {
  let calls = 0;
  for await (const some of inPieces(kinds, kindsPerStatement)) {
    const { numUpdatedRows } = await tx
      .updateTable('news')
      .set({ message_id: messageId })
      .where('subscription_id', '=', subscriptionId)
      .where('message_id', 'is', null)
      .where('mute_id', 'is', null)
      .where((it) => isOneOf(it, some, ended))
      .executeTakeFirstOrThrow();
    calls += Number(numUpdatedRows);
  }
  return calls;
}

/**
 * A value for each row, not a condition on the rows of both tables: Postgres, which cannot know yet what a burst has
 * just stored, would compare each news with each call.
 */
function isOneOf(it: ExpressionBuilder<Tables, 'news'>, kinds: LikeCall[], ended: Given['ended']) {
  const ofCall = it
    .selectFrom('calls')
    .whereRef('calls.id', '=', 'news.call_id')
    .select((its) =>
      its
        .case()
        .when(isAlike(its, kinds, ended))
        .then(yes)
        .else(no)
        .end()
        .as('is_alike'),
    );
  const ofGone = ended === null && kinds.some(isGone) ? yes : no;
  return it(it.fn.coalesce(ofCall, ofGone), '=', yes);
}

const yes = sql.lit(1);
const no = sql.lit(0);

function isAlike(
  { eb, or, and }: ExpressionBuilder<Tables, 'calls'>,
  kinds: LikeCall[],
  ended: Given['ended'],
) {
  const ofKind = kinds.map(({ dialError, result, status }) =>
    and([
      eb('calls.dial_error', 'is not distinct from', dialError),
      eb('calls.result', 'is not distinct from', result),
      eb('calls.status', '=', status),
    ]),
  );
  if (!ended) return or(ofKind);
  return and([or(ofKind), eb('calls.ended_at', '>=', ended.from), eb('calls.ended_at', '<', ended.to)]);
}

/** Of news whose call is gone, nobody knows more than that. */
function isGone({ status }: LikeCall): boolean {
  return status === '';
}
