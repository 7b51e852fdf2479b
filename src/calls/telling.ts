import type { Bundle } from './bundle.ts';
import type { Instant } from './call.ts';
import type { Mute } from './mute.ts';
import type { SubscriptionOptions } from './options/index.ts';
import type { CallTopic } from './topics/index.ts';

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
