import type { ExpressionBuilder } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import type { Store } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';
import type { Claim } from './message-claims.ts';

/** How a claim ends. */
export type Settlement =
  /** @param channelFreeAt The channel gets nothing else before this. */
  | { state: 'sent'; ts: string; channelFreeAt: Instant }
  /** For certain not in Slack. */
  | { state: 'ready'; dueAt: Instant; reason: string | null }
  /** @param cursor Where the next look-up goes on. @param isInVain This one was a try that failed. */
  | {
      state: 'in-doubt';
      dueAt: Instant;
      reason: string;
      cursor?: string | null;
      isInVain?: boolean;
      /** Where it was measured since. */
      slackAheadMs?: number | null;
    }
  /** @param inDoubt It may be in Slack, and must be looked up when a person has it tried again. */
  | { state: 'parked'; reason: string; inDoubt: boolean }
  | { state: 'skipped'; reason: string };

/** @returns false when the claim was lost to someone else, who will settle it: nothing is changed then. */
export async function settle(
  store: Store,
  claim: Pick<Claim, 'message' | 'token'>,
  settlement: Settlement,
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await store
    .updateTable('messages')
    .set((it) => ({ ...changes(settlement, now, it), lease_token: null, lease_until: null }))
    .where('id', '=', claim.message.id)
    .where('lease_token', '=', claim.token)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** A message that is known not to be in Slack has no `attempted_at`: this distinguishes doubt, parked or not. */
function changes(to: Settlement, now: Instant, it: ExpressionBuilder<Tables, 'messages'>) {
  const triesSoFar = (sameTask: string) =>
    it.case().when('state', '=', sameTask).then(it.ref('attempts')).else(0).end();
  switch (to.state) {
    case 'sent':
      return {
        state: to.state,
        ts: to.ts,
        sent_at: now,
        due_at: to.channelFreeAt,
        reason: null,
        attempts: 0,
      };
    case 'ready':
      return {
        state: to.state,
        due_at: to.dueAt,
        reason: to.reason,
        attempted_at: null,
        search_cursor: null,
        attempts: triesSoFar('posting'),
      };
    case 'in-doubt':
      return {
        state: to.state,
        due_at: to.dueAt,
        reason: to.reason,
        search_cursor: to.cursor ?? null,
        attempt_ended_at: it.fn.coalesce('attempt_ended_at', it.val(now)),
        ...(to.slackAheadMs != null && { slack_ahead_ms: to.slackAheadMs }),
        attempts: to.isInVain === false ? 0 : triesSoFar('in-doubt'),
      };
    case 'parked':
      return {
        state: to.state,
        reason: to.reason,
        ...(to.inDoubt ? {} : { attempted_at: null }),
      };
    case 'skipped':
      return { state: to.state, reason: to.reason, attempted_at: null };
  }
}

/** Gives back a claim with which nothing was sent, as if it had never been made. */
export async function releaseClaim(store: Store, claim: Claim): Promise<void> {
  const asBefore = claim.task === 'post' ? { state: 'ready', attempted_at: null } : { state: 'in-doubt' };
  await store
    .updateTable('messages')
    .set({ ...asBefore, attempts: claim.attempt - 1, lease_token: null, lease_until: null })
    .where('id', '=', claim.message.id)
    .where('lease_token', '=', claim.token)
    .execute();
}
