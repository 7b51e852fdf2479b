import { type DetailedCall, hasFailed } from '../calls/call.ts';
import { type FilterContext, matches, parseFilter } from '../calls/filter.ts';
import type { CallTopic, NewsItem } from '../calls/news.ts';
import type { Subscription } from '../calls/subscription.ts';

/** Why a subscription tells of a call, or the first reason why it does not. */
export type Verdict = 'told' | 'other-topic' | 'not-a-dial-error' | 'filtered-out';

export function verdictOn(call: DetailedCall, subscription: Subscription, context: FilterContext): Verdict {
  if (subscription.topic !== 'errors' && subscription.topic !== 'calls') return 'other-topic';
  if (subscription.topic === 'errors' && !hasFailed(call)) return 'not-a-dial-error';
  const { filter } = parseFilter(subscription.filter, context);
  return matches(filter, call, context) ? 'told' : 'filtered-out';
}

/**
 * Who hears of calls that just ended. A channel hears of a call once: as an error if it asked for errors,
 * else as a call. A paused subscription still collects its news, so that nothing is missing when it resumes.
 */
export function newsAbout(
  ended: DetailedCall[],
  subscriptions: Subscription[],
  context: FilterContext,
): NewsItem[] {
  return ended.flatMap((call) => {
    const telling = subscriptions.filter((it) => verdictOn(call, it, context) === 'told');
    const channels = new Set(telling.map((it) => it.channel));
    return [...channels].map((channel) => {
      const inChannel = telling.filter((it) => it.channel === channel);
      return newsItem(call, inChannel.find((it) => it.topic === 'errors') ?? (inChannel[0] as Subscription));
    });
  });
}

function newsItem(call: DetailedCall, subscription: Subscription): NewsItem {
  return {
    key: `call-ended:${call.id}:${subscription.channel}`,
    channel: subscription.channel,
    topic: subscription.topic as CallTopic,
    callId: call.id,
    subscriptionId: subscription.id,
  };
}
