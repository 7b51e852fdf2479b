import type { Instant } from '../call.ts';
import { hourMs, minuteMs, weekMs } from '../time/durations.ts';
import { dayAfter, instantOfLocalTime, localDate } from '../time/local-day.ts';
import type { FollowUp } from './follow-up.ts';
import type { FollowUpEvent } from './state.ts';
import { intoWorkingHours, type WorkingHours } from './working-hours.ts';

/**
 * - `soon`: to its owner, a quarter of an hour before it is due.
 * - `due`: nobody has it, and it is due, or will be as the day ends.
 * - `overdue`: its owner has not said that it is done.
 * - `awake`: its owner snoozed it until now.
 * - `escalated`: to whom the rule names, once, as it stays overdue.
 */
export const reminderKinds = ['soon', 'due', 'overdue', 'awake', 'escalated'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** What was sent about a follow-up as it is: another due time or owner begins from nothing. */
export interface Reminded {
  /** The due time and the owner that it is about. */
  of?: string;
  /** How many reminders there were, and when the last one was. */
  count?: number;
  lastAt?: Instant;
  /** When its owner was to come back to it. */
  awakeAt?: Instant;
  hasEscalated?: true;
  /** What its owner, or who had it, is still to hear. */
  unsaid?: Unsaid;
}

export const unsaids = ['settled', 'moved', 'reasked', 'unasked', 'open-again'] as const;

export interface Unsaid {
  what: (typeof unsaids)[number];
  owner: string;
}

/**
 * The key of the one message of a day with all that is due in a channel. Without the sign of a name, or the message
 * would be taken for another one once its channel has its id.
 */
export function dayListKey(channel: string, date: string): string {
  return `follow-ups-due:${channel.replace(/^#/, '')}:${date}`;
}

/** The next thing to do about a follow-up, and when; null when nothing is. */
export interface NextReminder {
  at: Instant;
  kind: ReminderKind | 'wake';
}

const ownersWarningMs = 15 * minuteMs;
/** A person who calls when it is due says so soon after. */
const graceMs = 15 * minuteMs;
/** Who takes what is overdue needs a while. */
const takenLateMs = hourMs;
const escalationMs = hourMs;
const lastHourMs = hourMs;
/** From the fifth reminder on it is one a day. */
const twiceADay = 4;
const apartMs = 3 * hourMs;

/** What is next about a follow-up. Whatever it is, it waits for working hours. */
export function nextReminder(
  followUp: FollowUp,
  reminded: Reminded,
  hours: WorkingHours,
): NextReminder | null {
  const sent = sentAbout(followUp, reminded);
  const steps = stepsOf(followUp, sent, hours).map(({ at, kind }) => ({
    at: intoWorkingHours(at, hours),
    kind,
  }));
  return steps.toSorted((one, other) => one.at - other.at)[0] ?? null;
}

/**
 * What is to be done now: of several that have come, as after a night without the bot, the latest says it all.
 * @returns null when it is still to come, or never does.
 */
export function dueReminder(
  followUp: FollowUp,
  reminded: Reminded,
  hours: WorkingHours,
  now: Instant,
): ReminderKind | 'wake' | null {
  if (intoWorkingHours(now, hours) > now) return null;
  const steps = stepsOf(followUp, sentAbout(followUp, reminded), hours);
  const come = steps.filter(({ at }) => intoWorkingHours(at, hours) <= now);
  return come.toSorted((one, other) => other.at - one.at)[0]?.kind ?? null;
}

/** After a reminder. */
export function afterReminder(
  followUp: FollowUp,
  reminded: Reminded,
  kind: ReminderKind | 'wake',
  now: Instant,
): Reminded {
  const sent = sentAbout(followUp, reminded);
  if (kind === 'wake') return { ...sent, awakeAt: now };
  if (kind === 'escalated') return { ...sent, hasEscalated: true };
  return { ...sent, count: (sent.count ?? 0) + 1, lastAt: now };
}

/** What its owner is to hear after an event that no person made. */
export function unsaidAfter({ owner, dueAt }: FollowUp, event: FollowUpEvent): Unsaid | null {
  const what = unsaidBy[event.kind];
  const isHeard = event.kind !== 'reask' || event.dueAt !== dueAt;
  return owner === null || what === undefined || !isHeard ? null : { what, owner };
}

const unsaidBy: { [Kind in FollowUpEvent['kind']]?: Unsaid['what'] } = {
  settle: 'settled',
  move: 'moved',
  reask: 'reasked',
  unask: 'unasked',
  'owner-gone': 'open-again',
};

/** What was sent before the clock was put back was not sent later than now; null where nothing was. */
export function notAhead(reminded: Reminded, now: Instant): Reminded | null {
  const { lastAt = now, awakeAt = now } = reminded;
  if (lastAt <= now && awakeAt <= now) return null;
  return {
    ...reminded,
    ...(reminded.lastAt !== undefined && { lastAt: Math.min(lastAt, now) }),
    ...(reminded.awakeAt !== undefined && { awakeAt: Math.min(awakeAt, now) }),
  };
}

function sentAbout(followUp: FollowUp, reminded: Reminded): Reminded {
  const of = `${followUp.dueAt} ${followUp.owner ?? ''}`;
  if (reminded.of !== of) return { of, ...(reminded.unsaid && { unsaid: reminded.unsaid }) };
  return reminded;
}

function stepsOf(followUp: FollowUp, sent: Reminded, hours: WorkingHours): NextReminder[] {
  switch (followUp.state) {
    case 'open':
      return [
        firstOrAgain('due', calledForAt(followUp, hours), sent, hours),
        ...escalation(followUp, followUp.dueAt, sent),
      ];
    case 'snoozed':
      return [{ at: followUp.snoozedUntil ?? 0, kind: 'wake' }];
    case 'taken':
      return ofOwner(followUp, sent, hours);
    default:
      return [];
  }
}

function ofOwner({ dueAt, takenAt, rule }: FollowUp, sent: Reminded, hours: WorkingHours): NextReminder[] {
  const { awakeAt, count = 0, lastAt = 0 } = sent;
  const wasAwoken = awakeAt !== undefined && lastAt >= awakeAt;
  if (awakeAt !== undefined && !wasAwoken) return [{ at: awakeAt, kind: 'awake' }];
  const warnedAt = dueAt - ownersWarningMs;
  const overdueAt = Math.max(
    dueAt + graceMs,
    (takenAt ?? 0) + takenLateMs * Number((takenAt ?? 0) > warnedAt),
  );
  const isWarned = count > 0 || (takenAt ?? 0) > warnedAt;
  if (!isWarned)
    return [
      { at: warnedAt, kind: 'soon' },
      { at: overdueAt, kind: 'overdue' },
    ];
  const isFirst = lastAt < overdueAt && !wasAwoken;
  const overdue = isFirst ? { at: overdueAt, kind: 'overdue' as const } : again('overdue', sent, hours);
  return [overdue, ...escalation({ rule }, Math.max(dueAt, awakeAt ?? 0), sent)];
}

/** Who is called for as the day ends would call tomorrow: so it is an hour before, while there is time. */
function calledForAt({ dueAt, madeAt }: FollowUp, hours: WorkingHours): Instant {
  const isLast = intoWorkingHours(dueAt + lastHourMs, hours) > dueAt + lastHourMs;
  return isLast ? Math.max(dueAt - lastHourMs, Math.min(dueAt, madeAt + ownersWarningMs)) : dueAt;
}

function firstOrAgain(kind: ReminderKind, at: Instant, sent: Reminded, hours: WorkingHours): NextReminder {
  return sent.lastAt === undefined ? { at, kind } : again(kind, sent, hours);
}

/** In the morning and after noon, and later only in the morning. */
function again(kind: ReminderKind, { lastAt = 0, count = 0 }: Reminded, hours: WorkingHours): NextReminder {
  const clocks = count < twiceADay ? ['09:00', '14:00'] : ['09:00'];
  let date = localDate(lastAt, hours.timezone);
  for (let days = 0; days < 9; days += 1, date = dayAfter(date))
    for (const clock of clocks) {
      const at = intoWorkingHours(instantOfLocalTime(date, clock, hours.timezone), hours);
      if (at >= lastAt + apartMs) return { at, kind };
    }
  return { at: lastAt + weekMs, kind };
}

function escalation({ rule }: Pick<FollowUp, 'rule'>, dueAt: Instant, sent: Reminded): NextReminder[] {
  if (rule.escalate === null || sent.hasEscalated) return [];
  return [{ at: dueAt + escalationMs, kind: 'escalated' }];
}
