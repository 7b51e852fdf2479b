import type { Instant } from '../calls/call.ts';
import type { Subscription } from '../calls/subscription.ts';
import type { Manner } from '../calls/telling.ts';
import type { CallTopic } from '../calls/topics/index.ts';
import { tellingTime } from './telling-time.ts';

/** News that one subscription has not told yet. */
export interface Untold {
  subscription: Subscription;
  /** When the oldest of it was found. */
  since: Instant;
}

/** What goes out as one message: the untold news of one channel and topic that is to look alike. */
export interface DueBundle {
  channel: string;
  topic: CallTopic;
  subscriptionIds: string[];
  since: Instant;
  manner: Manner;
}

/** The bundles that may be told now. News that has to wait stays where it is. */
export function dueBundles(untold: Untold[], now: Instant): DueBundle[] {
  const due = untold.filter(
    ({ subscription, since }) => tellingTime(subscription.options, since, now) === 'now',
  );
  const alike = Map.groupBy(due, ({ subscription: { channel, topic, options } }) =>
    JSON.stringify([channel, topic, options.cards, options.headline, options.mention?.id]),
  );
  return [...alike.values()].map(bundleOf);
}

function bundleOf(alike: Untold[]): DueBundle {
  const { channel, topic, options } = (alike[0] as Untold).subscription;
  return {
    channel,
    topic: topic as CallTopic,
    subscriptionIds: alike.map(({ subscription }) => subscription.id),
    since: Math.min(...alike.map(({ since }) => since)),
    manner: { cards: options.cards, headline: options.headline, mention: options.mention },
  };
}
