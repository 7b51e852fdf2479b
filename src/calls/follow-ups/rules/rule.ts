import type { CallInBrief } from '../../call.ts';
import type { Subscription } from '../../subscription.ts';

/** What makes follow-ups of the calls that a channel gets. */
export interface RuleOfFollowUps {
  /** What a row says. */
  name: string;
  /** Whether it goes for what this subscription posts. */
  isOn(subscription: Pick<Subscription, 'topic' | 'options'>): boolean;
  asks(call: CallInBrief): boolean;
  /** Whether a later call to the number closes it, where that does not ask for another one. */
  isSettledBy(later: CallInBrief): boolean;
}
