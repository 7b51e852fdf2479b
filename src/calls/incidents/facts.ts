import type { Instant } from '../call.ts';

/** What the card shows. Every value is safe to show in a channel. */
export interface IncidentFacts {
  /** The reason in one sentence, in our words. */
  reason: string;
  /** What a person must do, in one sentence; null when there is nothing to do but wait. */
  nextStep: string | null;
  /** How many polls failed, messages wait, or calls are concerned. */
  count: number;
  /** Last poll that worked. */
  lastGoodAt?: Instant;
  /** When it began, where that is before it was noticed. */
  since?: Instant;
  /** Words that find the calls it is about, whenever they ended; absent when it is about none. */
  filter?: string;
  /** Why it is closed, in one sentence, although nobody knows that it is over. */
  givenUp?: string;
}
