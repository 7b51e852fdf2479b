import type { Instant } from '../call.ts';
import type { Escalation } from '../options/escalate.ts';
import type { UserGroup } from '../options/mention.ts';

/**
 * - `open`: nobody has it.
 * - `taken`: its owner is on it.
 * - `snoozed`: its owner comes back to it then.
 * - `done`, `not-needed`: a person said so.
 * - `settled`: a later call reached the person.
 */
export const followUpStates = ['open', 'taken', 'snoozed', 'done', 'not-needed', 'settled'] as const;
export type FollowUpState = (typeof followUpStates)[number];

/** The states in which something is still to be done. */
export const unfinishedStates: readonly FollowUpState[] = ['open', 'taken', 'snoozed'];

/** A call after which somebody is to call again. There is at most one for each call. */
export interface FollowUp {
  callId: string;
  /** Its home: the first channel that got the call and has follow-ups. */
  channel: string;
  rule: FollowUpRule;
  /** What the call said of when, as it stands there; null where it said nothing. Masked when shown. */
  wish: string | null;
  /** The extracted field that says it: where that is hidden, so is the wish. */
  wishField: string | null;
  /** Somebody works then. */
  dueAt: Instant;
  /** When the call asks for; null where it says nothing that can be read: it is due within the time of the rule. */
  askedAt: Instant | null;
  /** What was changed of the call since: it asks for another time, or for nothing any more. */
  wishEdit: 'time' | 'gone' | null;
  state: FollowUpState;
  /** The person who has it, or had it when it ended. */
  owner: string | null;
  takenAt: Instant | null;
  snoozedUntil: Instant | null;
  /** One line that somebody left with it. Masked when shown. */
  note: string | null;
  /** The call that settled it. */
  settledBy: string | null;
  /** The last later call that asked for another time. */
  movedBy: string | null;
  endedAt: Instant | null;
  /** The person who ended it; null where a call settled it, or asks for nothing any more. */
  endedBy: string | null;
  madeAt: Instant;
  changedAt: Instant;
}

/** What a call asks for, and when that is due. */
export type Asks = Pick<FollowUp, 'wish' | 'wishField' | 'dueAt' | 'askedAt'>;

/** What made it, as that was then. */
export interface FollowUpRule {
  /** `callback` or `asked`. */
  name: string;
  /** It is due so long after the call ended, where the call says no time; null for the end of the next working day. */
  withinMs: number | null;
  /** Who is mentioned when it is due and nobody has it. */
  mention: UserGroup | null;
  /** Who gets it too when it stays overdue. */
  escalate: Escalation | null;
}

export function isUnfinished({ state }: Pick<FollowUp, 'state'>): boolean {
  return unfinishedStates.includes(state);
}
