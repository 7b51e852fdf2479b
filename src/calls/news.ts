import type { CallTopic } from './topics/index.ts';

/** One call that one channel should hear of. */
export interface NewsItem {
  /** The same call and channel give the same key, so that news is enqueued once. */
  key: string;
  channel: string;
  topic: CallTopic;
  callId: string;
  subscriptionId: string;
  /** Keeps it back until it ends. */
  muteId?: string;
  /** The card that counts it; without one it is told by a message to come. */
  cardId?: string;
}

/** The card of a spike that lasts, in one channel: it counts the calls of its dial error. */
export interface SpikeCard {
  messageId: string;
  channel: string;
  dialError: string;
}
