import type { Manner } from '../calls/bundle.ts';
import type { Instant } from '../calls/call.ts';
import type { Subscription } from '../calls/subscription.ts';
import type { CallTopic } from '../calls/topics/index.ts';
import { tellingTime } from './telling-time.ts';

/** News of one subscription that is not posted yet. */
export interface Untold {
  subscription: Subscription;
  /** When the oldest of it was found. */
  since: Instant;
  /** The last message of its topic is still on its way to the channel. */
  isBusy: boolean;
}

/** News that becomes one message: everything unposted of one channel and topic that looks alike. */
export interface DueBundle {
  channel: string;
  topic: CallTopic;
  subscriptions: Subscription[];
  manner: Manner;
  isBusy: boolean;
}

/** News that nothing holds back that people set. Other news stays queued. */
export function dueBundles(untold: Untold[], now: Instant): DueBundle[] {
  const due = untold.filter(
    ({ subscription, since }) => tellingTime(subscription.options, since, now) === 'now',
  );
  const alike = Map.groupBy(due, ({ subscription: { channel, topic, options } }) =>
    JSON.stringify([channel, topic, options.cards, options.headline, options.mention?.id]),
  );
  return [...alike.values()].map(dueBundleOf);
}

/** When the first of what is held back may come; null when nothing is. */
export function deferredUntil(untold: Untold[], now: Instant): Instant | null {
  const times = untold.map(({ subscription, since }) => tellingTime(subscription.options, since, now));
  const held = times.flatMap((time) => (time === 'now' ? [] : [time.until]));
  return held.length === 0 ? null : Math.min(...held);
}

/** Of one channel, one topic and one look. */
export function dueBundleOf(alike: Untold[]): DueBundle {
  const { channel, topic, options } = (alike[0] as Untold).subscription;
  return {
    channel,
    topic: topic as CallTopic,
    subscriptions: alike.map(({ subscription }) => subscription),
    manner: { cards: options.cards, headline: options.headline, mention: options.mention },
    isBusy: alike.some(({ isBusy }) => isBusy),
  };
}
