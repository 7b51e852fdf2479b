import type { CallInBrief, DetailedCall, Instant } from './call.ts';
import type { FollowUp } from './follow-ups/follow-up.ts';
import type { Mute } from './mute.ts';
import type { SubscriptionOptions } from './options/index.ts';
import type { CallTopic } from './topics/index.ts';

/** Everything unposted of one channel and topic, for one message. */
export interface Bundle {
  /** The message that shows it; *Browse* lists its calls. */
  messageId: string;
  count: number;
  /** The whole call when there is just one, else null. */
  single: SingleCall | null;
  /** The most important calls, most important first: all of them up to ten, else the first few. */
  calls: CallInBrief[];
  /** Most frequent first. A call is in either `results` or `dialErrors`. */
  results: Count[];
  dialErrors: Count[];
  endReasons: Count[];
  /** When the earliest and the latest of the calls ended. */
  from: Instant;
  to: Instant;
  /** Those that were found long after they had ended; null when there are none. */
  late: LateCalls | null;
  /** Of `calls`, by the id of the call: those after which somebody is to call again. */
  followUps: ReadonlyMap<string, FollowUp>;
}

export interface LateCalls {
  count: number;
  /** When the earliest and the latest of them ended. */
  from: Instant;
  to: Instant;
  /** When the last of them was found, however long it was held back since. */
  foundAt: Instant;
}

/** What is found longer than this after it ended is late. */
export const lateMs = 15 * 60_000;

export interface SingleCall {
  call: DetailedCall;
  /** 3 for “3rd attempt to this number in 7 days”; null when the number is unknown. */
  attempt: number | null;
}

/** How many calls have one word of an enum, in the API's own spelling. */
export interface Count {
  word: string;
  count: number;
}

/** One call as if it were posted now. */
export function bundleOfOne(call: DetailedCall, now: Instant): Bundle {
  const { result, dialError, endReason } = call;
  const counted = (word: string | null): Count[] => (word === null ? [] : [{ word, count: 1 }]);
  return {
    messageId: '',
    count: 1,
    single: { call, attempt: null },
    calls: [call],
    results: dialError === null ? counted(result) : [],
    dialErrors: counted(dialError),
    endReasons: counted(endReason),
    from: call.endedAt ?? now,
    to: call.endedAt ?? now,
    late: null,
    followUps: new Map(),
  };
}

/** What the options of a subscription say of how its messages look. News that differs in it is posted separately. */
export type Manner = { [Key in 'cards' | 'headline' | 'mention']?: SubscriptionOptions[Key] | undefined };

/** Calls, and how they are posted. */
export interface ToldCalls extends Manner {
  kind: CallTopic;
  bundle: Bundle;
  /** When the first of the calls was found, where they were held back for one message. */
  since?: Instant | undefined;
  /** The mute that held them back, now that it is over. */
  mute?: Mute | null;
  /** Replayed on purpose. */
  isReplay?: true;
}
