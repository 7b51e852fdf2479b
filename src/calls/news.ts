import type { Instant } from './call.ts';
import type { Mute } from './mute.ts';
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

/** News of one call in one channel, and what became of it. */
export interface Heard {
  channel: string;
  topic: CallTopic;
  subscriptionId: string;
  foundAt: Instant;
  mute: Mute | null;
  /** What tells it; null while nothing does. */
  message: { state: string; ts: string | null; isCard?: boolean } | null;
}
