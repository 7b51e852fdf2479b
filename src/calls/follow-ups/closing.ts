import type { CallInBrief, Instant } from '../call.ts';
import type { FollowUp } from './follow-up.ts';
import { needsCallBack } from './needs-call-back.ts';
import { isSettledBy } from './rules/index.ts';

/** A follow-up and a later call to its number. */
export interface Later {
  followUp: FollowUp;
  /** When the call began that it rests on: its own, or the last that moved it. */
  restsOn: Instant;
  call: CallInBrief;
  callStartedAt: Instant;
  /** Whether that call has a follow-up of its own, and whether that is as new as its news. */
  own: 'none' | 'new' | 'older';
}

export type Closing =
  | { kind: 'settle'; followUp: FollowUp; call: CallInBrief }
  | { kind: 'move'; followUp: FollowUp; call: CallInBrief; callStartedAt: Instant }
  /** It is part of the one that its call moves. */
  | { kind: 'withdraw'; callId: string };

/**
 * What later calls do to follow-ups that are not finished. One that asks to be called again moves them instead, and
 * then needs none of its own; unless it has had one for long, which is then the one that counts.
 */
export function closingsOf(pairs: Later[]): Closing[] {
  const [closed, restsOn] = [new Set<string>(), new Map<string, Instant>()];
  const closings: Closing[] = [];
  const inTime = pairs.toSorted(
    (one, other) => one.callStartedAt - other.callStartedAt || (one.call.id < other.call.id ? -1 : 1),
  );
  for (const { followUp, call, callStartedAt, own, ...pair } of inTime) {
    const { callId } = followUp;
    if (closed.has(callId) || callStartedAt <= (restsOn.get(callId) ?? pair.restsOn)) continue;
    const asks = own === 'new' || (own === 'none' && needsCallBack(call) !== null);
    if (asks) {
      restsOn.set(callId, callStartedAt);
      closings.push({ kind: 'move', followUp, call, callStartedAt });
      if (own === 'new' && !closed.has(call.id)) closings.push({ kind: 'withdraw', callId: call.id });
      if (own === 'new') closed.add(call.id);
    } else if (own === 'older' || isSettledBy(followUp.rule, call)) {
      closed.add(callId);
      closings.push({ kind: 'settle', followUp, call });
    }
  }
  return closings;
}
