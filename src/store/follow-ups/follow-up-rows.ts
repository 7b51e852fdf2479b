import type { Insertable, Selectable } from 'kysely';

import type { FollowUp, FollowUpRule, FollowUpState } from '../../calls/follow-ups/follow-up.ts';
import type { FollowUpsTable } from '../engine/tables/follow-ups.ts';

export function toFollowUp(row: Selectable<FollowUpsTable>): FollowUp {
  return {
    callId: row.call_id,
    channel: row.channel,
    rule: JSON.parse(row.rule) as FollowUpRule,
    wish: row.wish,
    wishField: row.wish_field,
    dueAt: row.due_at,
    askedAt: row.asked_at,
    wishEdit: row.wish_edit as FollowUp['wishEdit'],
    state: row.state as FollowUpState,
    owner: row.owner,
    takenAt: row.taken_at,
    snoozedUntil: row.snoozed_until,
    note: row.note,
    settledBy: row.settled_by,
    movedBy: row.moved_by,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    madeAt: row.made_at,
    changedAt: row.changed_at,
  };
}

/** What only the row knows stays out: the number, and when to look at it. */
export function rowOf(
  followUp: FollowUp,
): Omit<Insertable<FollowUpsTable>, 'phone_reversed' | 'started_at' | 'subscription_id' | 'next_look_at'> {
  return {
    call_id: followUp.callId,
    channel: followUp.channel,
    rule: JSON.stringify(followUp.rule),
    wish: followUp.wish,
    wish_field: followUp.wishField,
    due_at: followUp.dueAt,
    asked_at: followUp.askedAt,
    wish_edit: followUp.wishEdit,
    state: followUp.state,
    owner: followUp.owner,
    taken_at: followUp.takenAt,
    snoozed_until: followUp.snoozedUntil,
    note: followUp.note,
    settled_by: followUp.settledBy,
    moved_by: followUp.movedBy,
    ended_at: followUp.endedAt,
    ended_by: followUp.endedBy,
    made_at: followUp.madeAt,
    changed_at: followUp.changedAt,
  };
}
