import type { Instant } from './call.ts';
import type { SubscriptionOptions } from './options/index.ts';
import type { Topic } from './topics/index.ts';

export interface Subscription {
  id: string;
  /** A channel id, or `#name` until Slack has returned the id. */
  channel: string;
  topic: Topic;
  /** Canonical filter words; empty means everything. */
  filter: string;
  options: SubscriptionOptions;
  /** `environment`, or the id of the person who made it. */
  madeBy: string;
  madeAt: Instant;
  paused: Pause | null;
}

export interface Pause {
  at: Instant;
  reason: string;
  /** The person who paused it; null where Slack refuses the channel. */
  by: string | null;
}

/** A subscription as one asks for it: everything but who and when. */
export type WantedSubscription = Pick<Subscription, 'channel' | 'topic' | 'filter' | 'options'>;

/**
 * Who gets an incident. A channel that refuses us cannot get it in that channel. If no other asked, who gets
 * anything gets it.
 */
export function channelsToldOf(about: string, subscriptions: Subscription[]): Set<string> {
  const asked = subscriptions.filter((it) => it.topic === 'incidents' && it.paused?.by == null);
  const elsewhere = asked.filter((it) => it.channel !== about);
  const isHeard = asked.length === elsewhere.length || elsewhere.some((it) => it.paused === null);
  const others = subscriptions.filter((it) => it.channel !== about && it.paused === null);
  return new Set((isHeard ? elsewhere : [...elsewhere, ...others]).map((it) => it.channel));
}

/** Of a channel. More than this nobody can keep apart in a list, and each may post on its own. */
export const mostSubscriptions = 30;
