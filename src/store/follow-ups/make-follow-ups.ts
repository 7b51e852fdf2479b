import type { DetailedCall, Instant } from '../../calls/call.ts';
import { asksOf } from '../../calls/follow-ups/due-time.ts';
import type { FollowUp } from '../../calls/follow-ups/follow-up.ts';
import type { AskedFollowUp } from '../../calls/follow-ups/rules/index.ts';
import type { WorkingHours } from '../../calls/follow-ups/working-hours.ts';
import type { NewsItem } from '../../calls/news.ts';
import { reversedDigits } from '../../calls/numbers/phone.ts';
import type { Store } from '../engine/database.ts';
import { insertRows } from '../engine/insert-rows.ts';
import { rowOf } from './follow-up-rows.ts';

export interface FollowUpContext {
  now: Instant;
  /** When people work who follow what a subscription posts. */
  hoursOf(subscriptionId: string): WorkingHours;
}

/**
 * Makes those of calls that are news, one for each: at home in the first channel that gets the call and has follow-ups,
 * before one that mutes it.
 *
 * @returns the calls that have one now.
 */
export async function makeFollowUps(
  tx: Store,
  calls: DetailedCall[],
  news: NewsItem[],
  context: FollowUpContext,
): Promise<string[]> {
  const asking = news.filter(({ followUp }) => followUp !== undefined);
  const homes = new Map<string, NewsItem>();
  for (const item of asking.toSorted((one, other) => isMuted(one) - isMuted(other)))
    if (!homes.has(item.callId)) homes.set(item.callId, item);
  const rows = calls.flatMap((call) => {
    const home = homes.get(call.id);
    return home?.followUp === undefined ? [] : [rowFor(call, home.channel, home.followUp, context)];
  });
  await insertRows(tx, 'follow_ups', rows, 'call_id', 'keep');
  return rows.map((row) => row.call_id);
}

function isMuted({ muteId }: NewsItem): number {
  return muteId === undefined ? 0 : 1;
}

function rowFor(
  call: DetailedCall,
  channel: string,
  { rule, subscriptionId }: AskedFollowUp,
  { now, hoursOf }: FollowUpContext,
) {
  const followUp: FollowUp = {
    ...unbegun,
    ...asksOf(call, rule, hoursOf(subscriptionId), now),
    callId: call.id,
    channel,
    rule,
    madeAt: now,
    changedAt: now,
  };
  const known = { started_at: startOf(call), phone_reversed: callable(call), next_look_at: now };
  return { ...rowOf(followUp), ...known, subscription_id: subscriptionId };
}

const unbegun = {
  state: 'open',
  owner: null,
  takenAt: null,
  snoozedUntil: null,
  note: null,
  settledBy: null,
  movedBy: null,
  wishEdit: null,
  endedAt: null,
  endedBy: null,
} as const;

export function startOf({ startedAt, endedAt }: Pick<DetailedCall, 'startedAt' | 'endedAt'>): Instant | null {
  return startedAt ?? endedAt;
}

/** Two calls to “anonymous” are to two people. */
function callable({ phoneNumber }: Pick<DetailedCall, 'phoneNumber'>): string | null {
  const reversed = reversedDigits(phoneNumber);
  return reversed !== null && /^\d{6,}$/.test(reversed) ? reversed : null;
}
