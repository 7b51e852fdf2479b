import type { Call, Instant } from './call.ts';
import { dayMs } from './time/durations.ts';

/** What is going on, by the last answer of Revox. */
export interface LiveCalls {
  /** In conversation or ringing; where they are many, the latest. */
  calls: Call[];
  inConversation: number;
  ringing: number;
  queued: number;
  /** Open according to Revox, and probably over: nothing changed in them for a day. */
  probablyOver: number;
  /** When Revox was last read; null when it never was. */
  readAt: Instant | null;
}

/** An open call in which nothing changed for longer will hardly end, and is not in progress. */
export const openForMs = dayMs;

/** Since when a call has been doing what it does now; null when Revox does not say. */
export function doingSince(call: Call): Instant | null {
  return call.status === 'ongoing' ? (call.answeredAt ?? call.startedAt) : call.startedAt;
}
