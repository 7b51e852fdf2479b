import { type DetailedCall, hasEnded, type Instant } from '../calls/call.ts';
import {
  dimensionOf,
  type FilterContext,
  formatFilter,
  matches,
  parseFilter,
  type Term,
} from '../calls/filter.ts';
import type { Mute } from '../calls/mute.ts';
import type { CallTopic } from '../calls/news.ts';
import type { Subscription } from '../calls/subscription.ts';
import { verdictOn } from './news-about.ts';
import { tellingTime } from './telling-time.ts';

/** News of one call, as it stands in the store. */
export interface Heard {
  channel: string;
  topic: CallTopic;
  subscriptionId: string;
  foundAt: Instant;
  mute: Mute | null;
  /** What tells it; null while nothing does. */
  message: { state: string; ts: string | null } | null;
}

/** What became of a call for one subscription, or the first reason why it did not hear of it. */
export type Why =
  | { kind: 'told'; ts: string }
  | { kind: 'on-its-way' | 'parked' | 'left-out' | 'waiting' | 'paused' }
  | { kind: 'held'; by: 'summary' | 'quiet'; until: Instant }
  | { kind: 'muted'; mute: Mute }
  | { kind: 'not-ended' | 'other-topic' | 'not-a-dial-error' | 'made-later' | 'not-news' }
  /** @param words Those that leave it out. */
  | { kind: 'filtered-out'; words: string }
  /** The channel heard of it by another subscription, since it hears of each call once. */
  | { kind: 'told-by-another'; topic: CallTopic };

export function explain(
  call: DetailedCall,
  subscription: Subscription,
  heard: Heard[],
  context: FilterContext,
): Why {
  const inChannel = heard.find(({ channel }) => channel === subscription.channel);
  if (inChannel?.subscriptionId === subscription.id) return whatBecame(inChannel, subscription, context.now);
  const verdict = verdictOn(call, subscription, context);
  if (verdict === 'other-topic') return { kind: verdict };
  if (!hasEnded(call)) return { kind: 'not-ended' };
  if (verdict === 'not-a-dial-error') return { kind: verdict };
  if (verdict === 'filtered-out') return { kind: verdict, words: wordsAgainst(call, subscription, context) };
  if (inChannel !== undefined) return { kind: 'told-by-another', topic: inChannel.topic };
  return { kind: subscription.madeAt > (call.endedAt ?? 0) ? 'made-later' : 'not-news' };
}

function whatBecame({ message, mute, foundAt }: Heard, { paused, options }: Subscription, now: Instant): Why {
  if (message !== null) return deliveryOf(message);
  if (mute !== null) return { kind: 'muted', mute };
  if (paused !== null) return { kind: 'paused' };
  const time = tellingTime(options, foundAt, now);
  return time === 'now' ? { kind: 'waiting' } : { kind: 'held', by: time.heldBy, until: time.until };
}

function deliveryOf({ state, ts }: NonNullable<Heard['message']>): Why {
  if (state === 'sent' && ts !== null) return { kind: 'told', ts };
  if (state === 'parked') return { kind: 'parked' };
  return { kind: state === 'skipped' ? 'left-out' : 'on-its-way' };
}

/** The first of the words that the call does not satisfy, with its alternatives. */
function wordsAgainst(call: DetailedCall, { filter }: Subscription, context: FilterContext): string {
  const { terms } = parseFilter(filter, context).filter;
  const groups = Map.groupBy(terms, (term) =>
    term.negated ? formatFilter({ terms: [term] }) : dimensionOf(term),
  );
  const against = [...groups.values()].find((some: Term[]) => !matches({ terms: some }, call, context));
  return formatFilter({ terms: against ?? terms });
}
