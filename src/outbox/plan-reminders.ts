import type { DetailedCall, Instant } from '../calls/call.ts';
import { workingHours } from '../calls/follow-ups/due-time.ts';
import type { FollowUp } from '../calls/follow-ups/follow-up.ts';
import {
  dueReminder,
  nextReminder,
  type Reminded,
  type ReminderKind,
  type Unsaid,
} from '../calls/follow-ups/reminders.ts';
import { intoWorkingHours, type WorkingHours } from '../calls/follow-ups/working-hours.ts';
import { endOf, type Mute } from '../calls/mute.ts';
import type { UserGroup } from '../calls/options/mention.ts';
import type { Subscription } from '../calls/subscription.ts';
import { dayMs, hourMs, minuteMs } from '../calls/time/durations.ts';
import { muteOf } from '../news/news-about.ts';
import type { FollowUpToLookAt } from '../store/follow-ups/reminding.ts';

/** What holds reminders of a channel. */
export interface ReminderScene {
  subscriptions: Map<string, Subscription>;
  mutes: Mute[];
  /** Those that a mute may hold. */
  calls: Map<string, DetailedCall>;
  now: Instant;
  /** Of the bot, for channels that set no other. */
  timezone: string;
}

export type ReminderPlan =
  | { do: 'nothing'; nextAt: Instant | null }
  | { do: 'say'; unsaid: Unsaid; hours: WorkingHours }
  | { do: 'wake' | ReminderKind; hours: WorkingHours };

export function planReminder(look: FollowUpToLookAt, scene: ReminderScene): ReminderPlan {
  const { reminded } = look;
  const { now } = scene;
  const followUp = isHomeless(look, scene) ? withoutEscalation(look.followUp) : look.followUp;
  const hours = hoursOf(look, scene);
  const deferredUntil = deferredBy(look, scene);
  const workAt = intoWorkingHours(Math.max(now, deferredUntil ?? now), hours);
  if (workAt > now)
    return { do: 'nothing', nextAt: laterOf(workAt, nextLookAt(followUp, reminded, hours, now)) };
  if (reminded.unsaid !== undefined) return { do: 'say', unsaid: reminded.unsaid, hours };
  const due = dueReminder(followUp, reminded, hours, now);
  return due === null
    ? { do: 'nothing', nextAt: nextLookAt(followUp, reminded, hours, now) }
    : { do: due, hours };
}

/** After something was done, or nothing was to be done. */
export function nextLookAt(
  followUp: FollowUp,
  reminded: Reminded,
  hours: WorkingHours,
  now: Instant,
): Instant | null {
  const next = nextReminder(followUp, reminded, hours);
  // What could not be done now is tried again in a minute.
  return next && (next.at > now ? next.at : now + minuteMs);
}

/** Who is mentioned; null where nobody can be. */
export type Mentioned = { owner: string } | { group: UserGroup } | null;

export function mentionedBy(kind: ReminderKind, { owner, rule }: FollowUp): Mentioned {
  if (kind === 'escalated') return rule.escalate?.to === 'group' ? { group: rule.escalate.group } : null;
  if (kind === 'due' || owner === null) return rule.mention && { group: rule.mention };
  return { owner };
}

/** Where it is said: at home, or where the rule escalates to. */
export function channelOf(kind: ReminderKind, { channel, rule }: FollowUp): string {
  return kind === 'escalated' && rule.escalate?.to === 'channel' ? rule.escalate.channel : channel;
}

function laterOf(workAt: Instant, nextAt: Instant | null): Instant {
  return Math.max(workAt, nextAt ?? workAt);
}

function hoursOf({ subscriptionId }: FollowUpToLookAt, scene: ReminderScene): WorkingHours {
  return workingHours(scene.subscriptions.get(subscriptionId)?.options ?? {}, scene.timezone);
}

/** No channel that got its call gets such calls any more. */
export function isHomeless({ subscriptionId }: FollowUpToLookAt, { subscriptions }: ReminderScene): boolean {
  return !subscriptions.has(subscriptionId);
}

function withoutEscalation(followUp: FollowUp): FollowUp {
  return { ...followUp, rule: { ...followUp.rule, escalate: null } };
}

/** A channel that unsubscribed is left alone, and may subscribe again. Who has one is still reminded. */
function deferredBy({ followUp, subscriptionId }: FollowUpToLookAt, scene: ReminderScene): Instant | null {
  const { subscriptions, mutes, calls, now } = scene;
  const subscription = subscriptions.get(subscriptionId);
  if (subscription === undefined) return followUp.owner === null ? now + dayMs : null;
  if (subscription.paused !== null) return now + hourMs;
  const call = calls.get(followUp.callId);
  const { timezone = 'UTC' } = subscription.options;
  const mute = call && muteOf(call, followUp.channel, mutes, { now, timezone, numbers: 'any' });
  return mute ? endOf(mute) : null;
}
