import { type DetailedCall, hasEnded, type Instant } from '../calls/call.ts';
import {
  dimensionOf,
  type FilterContext,
  formatFilter,
  matches,
  parseFilter,
  storedFilter,
  type Term,
} from '../calls/filter.ts';
import type { Mute } from '../calls/mute.ts';
import type { Heard } from '../calls/news.ts';
import type { Subscription } from '../calls/subscription.ts';
import { type CallTopic, callTopic, isAboutCalls } from '../calls/topics/index.ts';
import { verdictOn } from './news-about.ts';
import { tellingTime } from './telling-time.ts';

/** From when on it is known what was posted. */
export interface Memory {
  /** When the bot ran for the very first time. */
  firstStartAt: Instant;
  /** Earlier messages are forgotten. */
  forgottenBefore: Instant;
}

/** What became of a call for one subscription, or the first reason why it did not get it. */
export type Why =
  | { kind: 'told'; ts: string }
  /** On the card of a spike, or of a day. */
  | { kind: 'counted'; on: 'incident' | 'daily'; ts: string }
  | { kind: 'on-its-way' | 'parked' | 'left-out' | 'waiting' | 'paused' }
  | { kind: 'deferred'; by: 'summary' | 'quiet'; until: Instant }
  | { kind: 'muted'; mute: Mute }
  | { kind: 'not-ended' | 'other-topic' | 'not-of-topic' | 'made-later' | 'not-news' }
  /** @param words Those that leave it out. */
  | { kind: 'filtered-out'; words: string }
  /** It is no longer known what was posted then: the call was posted, or the filter asks for erased data. */
  | { kind: 'long-ago' | 'erased-since' }
  /** The channel got it from another subscription, because it gets each call once. */
  | { kind: 'told-by-another'; topic: CallTopic };

/** What became of news. News that a removed subscription leaves behind has a message. */
export function whatBecame(
  { message, mute, foundAt }: Heard,
  { paused, options }: Pick<Subscription, 'paused' | 'options'>,
  now: Instant,
): Why {
  if (message !== null) return deliveryOf(message);
  if (mute !== null) return { kind: 'muted', mute };
  if (paused !== null) return { kind: 'paused' };
  const time = tellingTime(options, foundAt, now);
  return time === 'now' ? { kind: 'waiting' } : { kind: 'deferred', by: time.deferredBy, until: time.until };
}

export function explain(
  call: DetailedCall,
  subscription: Subscription,
  heard: Heard[],
  context: FilterContext,
  memory: Memory | null = null,
): Why {
  const inChannel = heard.find(({ channel }) => channel === subscription.channel);
  if (inChannel?.subscriptionId === subscription.id) return whatBecame(inChannel, subscription, context.now);
  const verdict = verdictOn(call, subscription, context);
  if (verdict === 'other-topic') return { kind: verdict };
  if (!hasEnded(call)) return { kind: 'not-ended' };
  const isForgotten = inChannel === undefined && wasToldThen(call, subscription, memory);
  if (verdict === 'not-of-topic')
    return { kind: isForgotten && asksForErased(wordsOfTopic(subscription)) ? 'erased-since' : verdict };
  const isLater = subscription.madeAt > (call.endedAt ?? 0);
  // Which calls of before satisfy what an admin looked for is nobody's to ask who may not look for it.
  if (isLater && !mayAsk(subscription, context)) return { kind: 'made-later' };
  if (verdict === 'filtered-out')
    return isForgotten && asksForErased(subscription.filter)
      ? { kind: 'erased-since' }
      : { kind: verdict, words: wordsAgainst(call, subscription, context) };
  if (inChannel !== undefined) return { kind: 'told-by-another', topic: inChannel.topic };
  if (isForgotten) return { kind: 'long-ago' };
  return { kind: isLater ? 'made-later' : 'not-news' };
}

function wasToldThen({ endedAt }: DetailedCall, { madeAt }: Subscription, memory: Memory | null): boolean {
  if (memory === null || endedAt === null) return false;
  return endedAt < memory.forgottenBefore && endedAt >= Math.max(madeAt, memory.firstStartAt);
}

function mayAsk({ filter }: Subscription, context: FilterContext): boolean {
  return parseFilter(filter, context).problems.length === 0;
}

/** With a call's personal data goes what these words compare. */
function asksForErased(filter: string): boolean {
  const erased: Term['kind'][] = ['phone', 'country', 'field', 'extracted', 'promised'];
  return storedFilter(filter).terms.some(({ kind }) => erased.includes(kind));
}

function wordsOfTopic({ topic }: Subscription): string {
  return isAboutCalls(topic) ? callTopic(topic).chooses : '';
}

function deliveryOf({ state, ts, card = null }: NonNullable<Heard['message']>): Why {
  if (state === 'forgotten') return { kind: 'long-ago' };
  if (state === 'sent' && ts !== null)
    return card === null ? { kind: 'told', ts } : { kind: 'counted', on: card, ts };
  if (state === 'parked') return { kind: 'parked' };
  return { kind: state === 'skipped' ? 'left-out' : 'on-its-way' };
}

/** The first of the words that the call does not satisfy, with its alternatives. */
function wordsAgainst(call: DetailedCall, { filter }: Subscription, context: FilterContext): string {
  const { terms } = storedFilter(filter);
  const groups = Map.groupBy(terms, (term) =>
    term.negated ? formatFilter({ terms: [term] }) : dimensionOf(term),
  );
  const against = [...groups.values()].find((some: Term[]) => !matches({ terms: some }, call, context));
  return formatFilter({ terms: against ?? terms });
}
