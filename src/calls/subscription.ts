import type { Instant } from './call.ts';

/** What a channel can ask for. `errors` and `calls` are about single calls; the other two are not. */
export const topics = ['errors', 'calls', 'incidents', 'digest'] as const;
export type Topic = (typeof topics)[number];

export interface Subscription {
  id: string;
  /** A channel id, or `#name` until Slack has told us the id. */
  channel: string;
  topic: Topic;
  /** Canonical filter words; empty means everything. */
  filter: string;
  options: SubscriptionOptions;
  /** `environment`, or the id of the person who made it. */
  madeBy: string;
  madeAt: Instant;
  paused: { at: Instant; reason: string } | null;
}

export interface SubscriptionOptions {
  /** For the topic `digest`: the local time of day, `09:00`. */
  digestTime?: string;
  /** IANA zone of the channel. */
  timezone?: string;
}

/** A subscription as one asks for it: everything but who and when. */
export type WantedSubscription = Pick<Subscription, 'channel' | 'topic' | 'filter' | 'options'>;
