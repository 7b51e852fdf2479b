import type { Instant } from '../call.ts';
import { type Asks, type FollowUp, isUnfinished } from './follow-up.ts';

/** What a person does. `by` is their id. */
export type PersonEvent = { by: string } & (
  | { kind: 'take' | 'give-back' | 'done' | 'not-needed' | 'reopen' }
  | { kind: 'snooze'; until: Instant }
  | { kind: 'note'; text: string }
);

/** What no person does. `call` is the id of the later call. */
export type FollowUpEvent =
  | PersonEvent
  | { kind: 'snooze-over' | 'owner-gone' }
  | { kind: 'settle'; call: string }
  | ({ kind: 'move'; call: string } & Asks)
  /** The call by which it goes was changed in Revox: its own, or the one that moved it. */
  | ({ kind: 'reask'; movedBy: string | null } & Asks)
  /** Its call asks for nothing any more. */
  | { kind: 'unask' }
  /** Its channel no longer gets such calls, and this one does; or does so again, by a rule of today. */
  | ({ kind: 'rehome' } & Pick<FollowUp, 'channel' | 'rule'>);

/**
 * The only place that says what is possible in which state. What is open is anybody's to take, and anybody's to say
 * that it is not needed; what somebody has is theirs until they give it back.
 *
 * @returns null where the event is not possible, or changes nothing.
 */
export function afterEvent(followUp: FollowUp, event: FollowUpEvent, now: Instant): FollowUp | null {
  const change = changeBy(followUp, event, now);
  return change && { ...followUp, ...change, changedAt: now };
}

type Change = Partial<FollowUp> | null;

function changeBy(followUp: FollowUp, event: FollowUpEvent, now: Instant): Change {
  const { state, owner } = followUp;
  const isTheirs = 'by' in event && owner === event.by && isUnfinished(followUp);
  switch (event.kind) {
    case 'take':
      return state === 'open' ? { state: 'taken', owner: event.by, takenAt: now } : null;
    case 'give-back':
      return isTheirs ? nobodys : null;
    case 'owner-gone':
      return isUnfinished(followUp) && owner !== null ? nobodys : null;
    case 'done':
      return isTheirs ? { state: 'done', ...ended(event.by, now) } : null;
    case 'not-needed':
      return isTheirs || state === 'open' ? { state: 'not-needed', ...ended(event.by, now) } : null;
    case 'snooze':
      return isTheirs && event.until > now ? { state: 'snoozed', snoozedUntil: event.until } : null;
    case 'snooze-over':
      return state === 'snoozed' && (followUp.snoozedUntil ?? 0) <= now ? awake : null;
    case 'note':
      return noted(followUp, event);
    case 'reopen':
      return reopened(followUp, event.by);
    case 'settle':
      return isUnfinished(followUp) ? { state: 'settled', settledBy: event.call, ...ended(null, now) } : null;
    case 'move':
      return moved(followUp, event);
    case 'reask':
      return reasked(followUp, event);
    case 'unask':
      return unasked(followUp, now);
    case 'rehome':
      return isUnfinished(followUp) ? { channel: event.channel, rule: event.rule } : null;
  }
}

const nobodys = { state: 'open', owner: null, takenAt: null, snoozedUntil: null } as const;
const awake = { state: 'taken', snoozedUntil: null } as const;

function ended(endedBy: string | null, endedAt: Instant) {
  return { endedAt, endedBy, snoozedUntil: null };
}

/** By who has it, or ended it. An empty line takes the note away. */
function noted({ state, owner, endedBy, note }: FollowUp, event: { by: string; text: string }): Change {
  const text = event.text.replaceAll(/\s+/g, ' ').trim() || null;
  const isTheirs = state !== 'settled' && (owner === event.by || endedBy === event.by);
  return isTheirs && text !== note ? { note: text } : null;
}

/** Who ended it can undo that, and anybody what no person did: then it is again whose it was. */
function reopened({ state, owner, endedBy }: FollowUp, by: string): Change {
  if ((state !== 'done' && state !== 'not-needed') || (endedBy ?? by) !== by) return null;
  return { state: owner === null ? 'open' : 'taken', endedAt: null, endedBy: null };
}

/** The later call asked for another time. Who has it keeps it, and nobody sleeps until a time that is gone. */
function moved(followUp: FollowUp, event: FollowUpEvent & { kind: 'move' }): Change {
  if (!isUnfinished(followUp) || followUp.movedBy === event.call) return null;
  const { wish, wishField, dueAt, askedAt } = event;
  return {
    wish,
    wishField,
    dueAt,
    askedAt,
    movedBy: event.call,
    wishEdit: null,
    ...(followUp.state === 'snoozed' && awake),
  };
}

/** Who has it keeps it, and a time to which they snoozed it. What no person ended comes back. */
function reasked(followUp: FollowUp, event: FollowUpEvent & { kind: 'reask' }): Change {
  const { state, endedBy } = followUp;
  const comesBack = state === 'not-needed' && endedBy === null;
  if (!comesBack && !isUnfinished(followUp)) return null;
  const { wish, wishField, dueAt, askedAt, movedBy } = event;
  const isSame = wish === followUp.wish && wishField === followUp.wishField && movedBy === followUp.movedBy;
  if (isSame && followUp.wishEdit !== 'gone') return null;
  const asks = { wish, wishField, dueAt, askedAt, movedBy };
  const wishEdit = dueAt === followUp.dueAt ? null : 'time';
  return { ...asks, wishEdit, ...(comesBack && { state: 'open', endedAt: null }) };
}

/** Nobody needs to do what nobody has begun. Who has it decides. */
function unasked(followUp: FollowUp, now: Instant): Change {
  if (!isUnfinished(followUp) || followUp.wishEdit === 'gone') return null;
  const gone = { wish: null, wishField: null, askedAt: null, wishEdit: 'gone' } as const;
  return followUp.owner === null ? { ...gone, state: 'not-needed', ...ended(null, now) } : gone;
}
