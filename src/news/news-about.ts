import type { DetailedCall } from '../calls/call.ts';
import { type Filter, type FilterContext, matches, storedFilter } from '../calls/filter.ts';
import { followUpOf } from '../calls/follow-ups/rules/index.ts';
import { isInForce, type Mute } from '../calls/mute.ts';
import type { NewsItem, SpikeCard } from '../calls/news.ts';
import { isDeferred } from '../calls/options/index.ts';
import type { Subscription } from '../calls/subscription.ts';
import { type CallTopic, callTopic, callTopics, isAboutCalls } from '../calls/topics/index.ts';

/** Why a subscription posts a call, or the first reason why it does not. */
export type Verdict = 'told' | 'other-topic' | 'not-of-topic' | 'filtered-out';

export function verdictOn(call: DetailedCall, subscription: Subscription, context: FilterContext): Verdict {
  return verdictOf(ruleOf(subscription), call, context);
}

/** A subscription whose words are read once, however many calls it is asked about. */
interface Rule {
  subscription: Subscription;
  /** The calls of its topic; null if the topic has none. */
  topic: Filter | null;
  filter: Filter;
}

function ruleOf(subscription: Subscription): Rule {
  const { topic, filter } = subscription;
  return {
    subscription,
    topic: isAboutCalls(topic) ? storedFilter(callTopic(topic).chooses) : null,
    filter: storedFilter(filter),
  };
}

function verdictOf({ topic, filter }: Rule, call: DetailedCall, context: FilterContext): Verdict {
  if (topic === null) return 'other-topic';
  if (!matches(topic, call, context)) return 'not-of-topic';
  return matches(filter, call, context) ? 'told' : 'filtered-out';
}

/**
 * Who gets calls that just ended. A channel gets a call once, under the first topic that it asked for: as an
 * error before as a call. A paused subscription still collects its news, so that nothing is missing when it resumes,
 * and muted news is kept until the mute ends. What belongs to a spike that lasts is counted on its card, muted or not,
 * since that makes no noise.
 */
export function newsAbout(
  ended: DetailedCall[],
  subscriptions: Subscription[],
  context: FilterContext,
  { mutes = [], cards = [] }: { mutes?: Mute[]; cards?: SpikeCard[] } = {},
): NewsItem[] {
  const rules = subscriptions.map((subscription) => ruleOf(subscription));
  return ended.flatMap((call) => {
    const telling = rules
      .filter((rule) => verdictOf(rule, call, context) === 'told')
      .map(({ subscription }) => subscription);
    const channels = new Set(telling.map((it) => it.channel));
    return [...channels].map((channel) => {
      const inChannel = telling.filter((it) => it.channel === channel);
      const subscription = tellingFirst(inChannel);
      const cardId = subscription.paused === null ? cardOf(call, channel, cards) : undefined;
      const mute = cardId === undefined ? muteOf(call, channel, mutes, context) : null;
      const followUp = followUpOf(call, subscription, inChannel);
      return {
        ...newsItem(call, subscription),
        ...(cardId && { cardId }),
        ...(mute && { muteId: mute.id }),
        ...(followUp && { followUp }),
      };
    });
  });
}

/** Of several: one that is not paused, then one of a topic that comes first, then one that posts at once. */
export function tellingFirst(subscriptions: Subscription[]): Subscription {
  return subscriptions.toSorted((a, b) => rankOf(a) - rankOf(b))[0] as Subscription;
}

function rankOf({ paused, topic, options }: Subscription): number {
  const rank = callTopics.indexOf(topic as CallTopic);
  return ((paused === null ? 0 : callTopics.length) + rank) * 2 + (isDeferred(options) ? 1 : 0);
}

/** The mute that keeps a channel from hearing of a call, if any. */
export function muteOf(
  call: DetailedCall,
  channel: string,
  mutes: Mute[],
  context: FilterContext,
): Mute | null {
  const muting = mutes.find((mute) => {
    if (mute.channel !== channel || !isInForce(mute, context.now)) return false;
    return matches(storedFilter(mute.filter), call, context);
  });
  return muting ?? null;
}

function cardOf({ dialError }: DetailedCall, channel: string, cards: SpikeCard[]): string | undefined {
  return cards.find((card) => card.channel === channel && card.dialError === dialError)?.messageId;
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
