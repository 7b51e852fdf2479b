import { randomUUID } from 'node:crypto';
import type { QueryCreator, Selectable } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { isPostgres, type Store } from '../engine/database.ts';
import type { MessagesTable } from '../engine/tables/messages.ts';
import type { Tables } from '../engine/tables.ts';
import { isFirstInLine } from './message-line.ts';
import { type Message, toMessage, waitingStates } from './messages.ts';

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
  /** When that attempt was over at the latest. */
  attemptEndedAt: Instant;
  /** How far Slack's clock was ahead of ours then; null where that was not measured. */
  slackAheadMs: number | null;
  /** What the last settlement gave as the reason. */
  reason: string | null;
  /** Where the look-up before this one came to. */
  cursor: string | null;
}

interface ClaimQuery {
  now: Instant;
  leaseMs: number;
  limit: number;
  /** How far Slack's clock is ahead of ours; null where that is not known. */
  slackAheadMs?: number | null;
}

/**
 * Claims what is due: one message per channel, the one whose turn it is. A message that waits or is in doubt holds back
 * the later ones of its rank, so that order is kept, and those of a higher rank only while it is being posted, or put
 * off; a parked one holds back none, since it may wait for a person for days while the rest can be posted.
 *
 * That a post is about to be made is on disk before this returns, and so before anything is sent.
 */
export async function claimDue(store: Store, query: ClaimQuery): Promise<Claim[]> {
  const { now, leaseMs, limit, slackAheadMs = null } = query;
  const token = randomUUID();
  const rows = await store
    .with('due', (it) => {
      const due = dueMessages(store, it, now, limit);
      // Without this a second replica would wait for the first one's claim, only to find it taken.
      return isPostgres(store) ? due.forUpdate('m').skipLocked() : due;
    })
    .updateTable('messages')
    .set((it) => ({
      state: it.case().when('state', '=', 'ready').then('posting').else('in-doubt').end(),
      // As a parameter, or every claim would be another statement.
      attempted_at: it
        .case()
        .when('state', '=', 'ready')
        .then(it.val(now))
        .else(it.ref('attempted_at'))
        .end(),
      attempt_ended_at: it
        .case()
        .when('state', '=', 'ready')
        .then(null)
        // No post begins once its lease has run out.
        .when('state', '=', 'posting')
        .then(it.ref('lease_until'))
        .else(it.fn.coalesce('attempt_ended_at', it.val(now)))
        .end(),
      slack_ahead_ms: it
        .case()
        .when('state', '=', 'ready')
        .then(it.val(slackAheadMs))
        .else(it.ref('slack_ahead_ms'))
        .end(),
      attempts: it
        .case()
        .when('state', '=', 'posting')
        .then(1)
        // The holder of this lease died, which says nothing about the task: that try does not count.
        .when('lease_until', 'is not', null)
        .then(it.ref('attempts'))
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

function dueMessages(store: Store, tables: QueryCreator<Tables>, now: Instant, limit: number) {
  return (
    tables
      .selectFrom('messages as m')
      .select('m.id')
      .where(isFirstInLine(store, now))
      .where('m.due_at', '<=', now)
      .where((it) => it.or([it('m.lease_until', 'is', null), it('m.lease_until', '<=', now)]))
      // Slack does not know the channel by its name; it waits until the name is resolved.
      .where('m.channel', 'not like', '#%')
      .where('m.channel', 'not in', channelsWorkedOn(tables, now))
      .where('m.channel', 'not in', channelsJustTold(tables, now))
      .where('m.channel', 'not in', channelsPutOff(tables, now))
      .orderBy('m.rank')
      .orderBy('m.created_at')
      .limit(limit)
  );
}

function channelsWorkedOn(tables: QueryCreator<Tables>, now: Instant) {
  return tables
    .selectFrom('messages')
    .select('channel')
    .where('state', 'in', waitingStates)
    .where('lease_until', '>', now);
}

function channelsJustTold(tables: QueryCreator<Tables>, now: Instant) {
  return tables
    .selectFrom('messages')
    .select('channel')
    .where('state', '=', 'sent')
    .where('due_at', '>', now);
}

/** Slack asked to wait, or does not answer: what comes meanwhile fares no better, whatever its rank. */
function channelsPutOff(tables: QueryCreator<Tables>, now: Instant) {
  return tables
    .selectFrom('messages')
    .select('channel')
    .where('state', '=', 'ready')
    .where('due_at', '>', now)
    .where('attempts', '>', 0);
}

function toClaim(row: Selectable<MessagesTable>, token: string, leaseUntil: Instant): Claim {
  return {
    message: toMessage(row),
    token,
    leaseUntil,
    task: row.state === 'posting' ? 'post' : 'read-back',
    attempt: row.attempts,
    attemptedAt: row.attempted_at ?? row.created_at,
    attemptEndedAt: row.attempt_ended_at ?? leaseUntil,
    slackAheadMs: row.slack_ahead_ms,
    reason: row.reason,
    cursor: row.search_cursor,
  };
}

/**
 * Ends every claim there is, for the only process there is, when it starts: their holders have died. What was being
 * posted may be in Slack.
 *
 * @returns how many messages are in doubt by this.
 */
export async function endClaims(store: Store, { now, lookUpAt }: EndOfClaims): Promise<number> {
  const { numUpdatedRows } = await store
    .updateTable('messages')
    .set((it) => ({
      state: 'in-doubt',
      due_at: lookUpAt,
      attempt_ended_at: it.ref('lease_until'),
      attempts: 0,
      reason: senderGone,
      lease_token: null,
      lease_until: null,
    }))
    .where('state', '=', 'posting')
    .executeTakeFirstOrThrow();
  // Look-ups and edits do no harm when they are made twice. That a lease was there is how an unmade edit is known.
  await store
    .updateTable('messages')
    .set({ lease_token: null, lease_until: now })
    .where('lease_until', '>', now)
    .execute();
  return Number(numUpdatedRows);
}

interface EndOfClaims {
  now: Instant;
  /** Slack may show a message that it accepted a little later. */
  lookUpAt: Instant;
}

/** Whether anything waits that may be claimed now, but for what holds it back. */
export async function hasDue(store: Store, now: Instant): Promise<boolean> {
  const due = store.selectFrom('messages').select('id').where('state', 'in', waitingStates);
  return (await due.where('due_at', '<=', now).limit(1).executeTakeFirst()) !== undefined;
}

/** When next there may be something to claim; null when nothing waits. */
export async function nextDueAt(store: Store, now: Instant): Promise<Instant | null> {
  const waiting = store.selectFrom('messages').where('state', 'in', waitingStates);
  const { last, due, lease } = await waiting
    .select((it) => [
      it.fn.max('due_at').as('last'),
      it.fn.min('due_at').filterWhere('due_at', '>', now).as('due'),
      it.fn.min('lease_until').filterWhere('lease_until', '>', now).as('lease'),
    ])
    .executeTakeFirstOrThrow();
  if (last === null) return null;
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
