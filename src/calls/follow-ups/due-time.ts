import type { Call, CallInBrief, Instant } from '../call.ts';
import { countryOf } from '../numbers/phone.ts';
import type { SubscriptionOptions } from '../options/index.ts';
import { dueOf } from './due/due-of.ts';
import type { Asks, FollowUp, FollowUpRule } from './follow-up.ts';
import { needsCallBack } from './needs-call-back.ts';
import { endOfNextWorkingDay, intoWorkingHours, type WorkingHours } from './working-hours.ts';

/** When the people of a channel work: its quiet hours and its zone, else that of the bot. */
export function workingHours(
  { quiet, timezone }: Pick<SubscriptionOptions, 'quiet' | 'timezone'>,
  usualTimezone: string,
): WorkingHours {
  return { quiet: quiet ?? null, timezone: timezone ?? usualTimezone };
}

/** What a call asks for that makes a follow-up or moves it. */
export function asksOf(
  call: CallInBrief,
  { withinMs }: Pick<FollowUpRule, 'withinMs'>,
  hours: WorkingHours,
  now: Instant,
): Asks {
  const when = needsCallBack(call)?.when ?? null;
  const wish = when?.said ?? null;
  return { wish, wishField: when?.field ?? null, ...dueTime(call, { wish, withinMs }, hours, now) };
}

/**
 * When a follow-up is due: when the call says, in the zone of the callee; else within the time of the rule; else by the
 * end of the next working day. Whatever it is, somebody works then.
 */
function dueTime(
  { phoneNumber, endedAt }: Pick<Call, 'phoneNumber' | 'endedAt'>,
  { wish, withinMs }: { wish: string | null; withinMs: number | null },
  hours: WorkingHours,
  now: Instant,
): Pick<FollowUp, 'dueAt' | 'askedAt'> {
  const callEndedAt = endedAt ?? now;
  const context = { callEndedAt, country: countryOf(phoneNumber), timezone: hours.timezone };
  const read = wish === null ? null : dueOf(wish, context);
  if (read !== null) return { dueAt: intoWorkingHours(read.at, hours), askedAt: read.at };
  const dueAt =
    withinMs === null
      ? endOfNextWorkingDay(callEndedAt, hours)
      : intoWorkingHours(callEndedAt + withinMs, hours);
  return { dueAt, askedAt: null };
}
