import type { SubscriptionOptions } from '../subscription.ts';

/** Options as a person asks for them: the group they name is not looked up yet. */
export interface RequestedOptions extends Omit<SubscriptionOptions, 'mention'> {
  /** `@oncall`, or the id that Slack made of it. */
  mention?: string;
}

/** What was set, as one would ask for it. */
export function requestedOf({ mention, ...options }: SubscriptionOptions): RequestedOptions {
  return mention === undefined ? options : { ...options, mention: `@${mention.handle}` };
}
