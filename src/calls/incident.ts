import type { Instant } from './call.ts';

/** A state that lasts, told with one card: not an event. */
export interface Incident {
  id: string;
  kind: IncidentKind;
  /** What it is about within its kind: a channel for `messages-parked`, empty otherwise. */
  about: string;
  facts: IncidentFacts;
  openedAt: Instant;
  changedAt: Instant;
  closedAt: Instant | null;
}

/**
 * - `revox-unreachable`: repeated polls failed.
 * - `revox-key-refused`: 401 or 403; polling stops until the key works again.
 * - `messages-parked`: Slack refuses a channel, or a message can be neither confirmed nor ruled out.
 */
export type IncidentKind = 'revox-unreachable' | 'revox-key-refused' | 'messages-parked';

/** What the card shows. Every value is safe to show in a channel. */
export interface IncidentFacts {
  /** The reason in one sentence, in our words. */
  reason: string;
  /** What a person must do, in one sentence; null when there is nothing to do but wait. */
  nextStep: string | null;
  /** How many polls failed, or messages wait. */
  count: number;
  /** Last poll that worked. */
  lastGoodAt?: Instant;
  /** Words that find the calls it is about, whenever they ended; absent when it is about none. */
  filter?: string;
}
