import type { Instant } from './call.ts';
import type { AskedFollowUp } from './follow-ups/rules/index.ts';
import type { Mute } from './mute.ts';
import type { CallTopic } from './topics/index.ts';

/** One call that one channel should get. */
export interface NewsItem {
  /** The same call and channel give the same key, so that news is enqueued once. */
  key: string;
  channel: string;
  topic: CallTopic;
  callId: string;
  subscriptionId: string;
  /** Keeps it back until it ends. */
  muteId?: string;
  /** The card that counts it; without one a later message shows it. */
  cardId?: string;
  /** Somebody there is to call again. */
  followUp?: AskedFollowUp;
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
  /** The message that shows it; null while none does. */
  message: { state: string; ts: string | null; card?: 'incident' | 'daily' | null } | null;
}
