import { randomUUID } from 'node:crypto';
import { type ExpressionBuilder, type QueryCreator, type Selectable, sql } from 'kysely';

import type { Instant } from '../calls/call.ts';
import { isPostgres, type Store } from './database.ts';
import { type Message, toMessage, waitingStates } from './messages.ts';
import type { MessagesTable, Tables } from './tables.ts';

/** A message that is ours until `leaseUntil`. What is settled later with this token may be refused. */
export interface Claim {
  message: Message;
  token: string;
  leaseUntil: Instant;
  /** `read-back`: it may be in Slack already, so nothing may be sent. */
  task: 'post' | 'read-back';
  /** 1 for the first try at this task. */
  attempt: number;
  /** When the attempt began that Slack may have accepted. */
  attemptedAt: Instant;
  /** What the last settlement gave as the reason. */
  reason: string | null;
}

interface ClaimQuery {
  now: Instant;
  leaseMs: number;
  limit: number;
}

/**
 * Claims what is due: at most one message per channel, and always the channel's oldest. A message that waits,
 * is being posted or is in doubt holds back the later ones of its channel, so that order is kept; a parked
 * one does not, since it may wait for a person for days while the rest of its channel can be told.
 *
 * That a post is about to be made is on disk before this returns, and so before anything is sent.
 */
export async function claimDue(store: Store, { now, leaseMs, limit }: ClaimQuery): Promise<Claim[]> {
  const token = randomUUID();
  const rows = await store
    .with('due', (it) => {
      const due = dueMessages(it, now, limit);
      // Without this a second replica would wait for the first one's claim, only to find it taken.
      return isPostgres(store) ? due.forUpdate('m').skipLocked() : due;
    })
    .updateTable('messages')
    .set((it) => ({
      state: it.case().when('state', '=', 'ready').then('posting').else('in-doubt').end(),
      attempted_at: it.case().when('state', '=', 'ready').then(now).else(it.ref('attempted_at')).end(),
      attempts: it
        .case()
        .when('state', '=', 'posting')
        .then(1)
        .else(it('attempts', '+', 1))
        .end(),
      reason: it.case().when('state', '=', 'posting').then(senderGone).else(it.ref('reason')).end(),
      lease_token: token,
      lease_until: now + leaseMs,
    }))
    .where('id', 'in', (it) => it.selectFrom('due').select('due.id'))
    .returningAll()
    .execute();
  return rows.map((row) => toClaim(row, token, now + leaseMs));
}

const senderGone = 'the process that was sending it ended';

function dueMessages(tables: QueryCreator<Tables>, now: Instant, limit: number) {
  return (
    tables
      .selectFrom('messages as m')
      .select('m.id')
      .where('m.state', 'in', waitingStates)
      .where('m.due_at', '<=', now)
      .where((it) => it.or([it('m.lease_until', 'is', null), it('m.lease_until', '<=', now)]))
      // Slack does not know the channel by its name; it waits until the name is resolved.
      .where('m.channel', 'not like', '#%')
      .where((it) => it.not(it.exists(holdingBack(it, now))))
      .orderBy('m.created_at')
      .limit(limit)
  );
}

type ExpressionOverMessage = ExpressionBuilder<Tables & { m: MessagesTable }, 'm'>;

/** Other messages of the channel that go first: older ones, one that is being worked on, one just sent. */
function holdingBack(it: ExpressionOverMessage, now: Instant) {
  const isWaiting = sql<boolean>`other.state in (${sql.join(waitingStates)})`;
  const isOlder = sql<boolean>`(other.created_at, other.id) < (m.created_at, m.id)`;
  return it
    .selectFrom('messages as other')
    .select('other.id')
    .whereRef('other.channel', '=', 'm.channel')
    .whereRef('other.id', '!=', 'm.id')
    .where((its) =>
      its.or([
        its.and([isWaiting, isOlder]),
        its.and([isWaiting, its('other.lease_until', '>', now)]),
        its.and([its('other.state', '=', 'sent'), its('other.due_at', '>', now)]),
      ]),
    );
}

function toClaim(row: Selectable<MessagesTable>, token: string, leaseUntil: Instant): Claim {
  return {
    message: toMessage(row),
    token,
    leaseUntil,
    task: row.state === 'posting' ? 'post' : 'read-back',
    attempt: row.attempts,
    attemptedAt: row.attempted_at ?? row.created_at,
    reason: row.reason,
  };
}

/** How a claim ends. */
export type Settlement =
  /** @param channelFreeAt Not before this may the channel hear of anything else. */
  | { state: 'sent'; ts: string; channelFreeAt: Instant }
  /** For certain not in Slack. */
  | { state: 'ready'; dueAt: Instant; reason: string | null }
  | { state: 'in-doubt'; dueAt: Instant; reason: string }
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

/** A message that is known not to be in Slack has no `attempted_at`: this is how doubt is told apart, parked or not. */
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
        attempts: triesSoFar('posting'),
      };
    case 'in-doubt':
      return { state: to.state, due_at: to.dueAt, reason: to.reason, attempts: triesSoFar('in-doubt') };
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

/** When next there may be something to claim; null when nothing waits. */
export async function nextDueAt(store: Store, now: Instant): Promise<Instant | null> {
  const waiting = store.selectFrom('messages').where('state', 'in', waitingStates);
  const { due, lease } = await waiting
    .select((it) => [
      it.fn.min('due_at').filterWhere('due_at', '>', now).as('due'),
      it.fn.min('lease_until').filterWhere('lease_until', '>', now).as('lease'),
    ])
    .executeTakeFirstOrThrow();
  const { pace } = await store
    .selectFrom('messages')
    .select((it) => it.fn.min('due_at').as('pace'))
    .where('state', '=', 'sent')
    .where('due_at', '>', now)
    .where('channel', 'in', waiting.select('channel'))
    .executeTakeFirstOrThrow();
  const moments = [due, lease, pace].filter((moment) => moment !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}
