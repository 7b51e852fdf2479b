import { type DetailedCall, hasFailed } from '../calls/call.ts';
import { type Filter, type FilterContext, matches, parseFilter } from '../calls/filter.ts';
import { isInForce, type Mute } from '../calls/mute.ts';
import { type CallTopic, isAboutCalls, type NewsItem, type SpikeCard } from '../calls/news.ts';
import type { Subscription } from '../calls/subscription.ts';

/** Why a subscription tells of a call, or the first reason why it does not. */
export type Verdict = 'told' | 'other-topic' | 'not-a-dial-error' | 'filtered-out';

export function verdictOn(call: DetailedCall, subscription: Subscription, context: FilterContext): Verdict {
  return verdictOf(ruleOf(subscription, context), call, context);
}

/** A subscription whose filter is read once, however many calls it is asked about. */
interface Rule {
  subscription: Subscription;
  filter: Filter;
}

function ruleOf(subscription: Subscription, context: FilterContext): Rule {
  return { subscription, filter: parseFilter(subscription.filter, context).filter };
}

function verdictOf(
  { subscription: { topic }, filter }: Rule,
  call: DetailedCall,
  context: FilterContext,
): Verdict {
  if (!isAboutCalls(topic)) return 'other-topic';
  if (topic === 'errors' && !hasFailed(call)) return 'not-a-dial-error';
  return matches(filter, call, context) ? 'told' : 'filtered-out';
}

/**
 * Who hears of calls that just ended. A channel hears of a call once: as an error if it asked for errors,
 * else as a call. A paused subscription still collects its news, so that nothing is missing when it resumes, and
 * muted news is kept until the mute ends. What belongs to a spike that lasts is counted on its card, muted or not,
 * since that makes no noise.
 */
export function newsAbout(
  ended: DetailedCall[],
  subscriptions: Subscription[],
  context: FilterContext,
  { mutes = [], cards = [] }: { mutes?: Mute[]; cards?: SpikeCard[] } = {},
): NewsItem[] {
  const rules = subscriptions.map((subscription) => ruleOf(subscription, context));
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
      return { ...newsItem(call, subscription), ...(cardId && { cardId }), ...(mute && { muteId: mute.id }) };
    });
  });
}

/** Of several: one that is not paused, then one for more than plain calls, then one that tells at once. */
export function tellingFirst(subscriptions: Subscription[]): Subscription {
  return subscriptions.toSorted((a, b) => rankOf(a) - rankOf(b))[0] as Subscription;
}

function rankOf({ paused, topic, options }: Subscription): number {
  const isHeld = options.summaryMinutes !== undefined || options.quiet !== undefined;
  return (paused === null ? 0 : 4) + (topic === 'calls' ? 2 : 0) + (isHeld ? 1 : 0);
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
    return matches(parseFilter(mute.filter, context).filter, call, context);
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
