import type { Instant } from '../calls/call.ts';
import type { Subscription } from '../calls/subscription.ts';
import type { Manner } from '../calls/telling.ts';
import type { CallTopic } from '../calls/topics/index.ts';
import { tellingTime } from './telling-time.ts';

/** News of one subscription that is not posted yet. */
export interface Untold {
  subscription: Subscription;
  /** When the oldest of it was found. */
  since: Instant;
}

/** News that becomes one message: everything unposted of one channel and topic that looks alike. */
export interface DueBundle {
  channel: string;
  topic: CallTopic;
  subscriptionIds: string[];
  since: Instant;
  manner: Manner;
}

/** The bundles that may be posted now. Other news stays queued. */
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
