import type { Instant } from './call.ts';
import type { Topic } from './topics/index.ts';

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
  paused: Pause | null;
}

export interface Pause {
  at: Instant;
  reason: string;
  /** The person who paused it; null where Slack refuses the channel. */
  by: string | null;
}

export interface SubscriptionOptions {
  /** For the topic `digest`: the local time of day, `09:00`. */
  digestTime?: string;
  /** For the topic `digest`: Monday to Friday, or one day of the week; every day when it is absent. */
  digestDays?: DigestDays;
  /** IANA zone of the channel. */
  timezone?: string;
  /** Tells what came together every so often; when it is absent, what comes is told at once. */
  summaryMinutes?: number;
  quiet?: Quiet;
  /** One line each, with the rest in the thread. */
  cards?: 'compact';
  /** Who is mentioned when a dial error of high severity is told. */
  mention?: UserGroup;
  /** For the topic `incidents`: from how many calls on a dial error on our side is a spike. */
  spikeCalls?: Limit;
  /** For the topic `incidents`: an answer rate is low below this part of the usual one. */
  answerRatePercent?: Limit;
  /** For the topic `incidents`: how much longer than usual no call may end. */
  silenceMinutes?: Limit;
}

/** `off`: such an incident is not told. */
export type Limit = number | 'off';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];
export type DigestDays = 'weekdays' | Weekday;

/** When nothing is told: at these hours, at weekends, or both. */
export interface Quiet {
  /** Local times, `19:00`; the end may be on the next day. */
  hours: { from: string; to: string } | null;
  weekends: boolean;
}

/** Slack has told us its id. */
export interface UserGroup {
  id: string;
  /** `oncall` */
  handle: string;
}

/** A subscription as one asks for it: everything but who and when. */
export type WantedSubscription = Pick<Subscription, 'channel' | 'topic' | 'filter' | 'options'>;
