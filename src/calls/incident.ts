import type { Instant } from './call.ts';

/** A state that lasts, told with one card: not an event. */
export interface Incident {
  id: string;
  kind: IncidentKind;
  /**
   * What it is about within its kind: a channel for `messages-parked`, a dial error for `dial-errors-spike`, and, where
   * a channel set limits of its own, their words. Empty otherwise.
   */
  about: string;
  facts: IncidentFacts;
  openedAt: Instant;
  changedAt: Instant;
  closedAt: Instant | null;
  /** Who said that they look after it. */
  acknowledged: Acknowledgement | null;
}

export interface Acknowledgement {
  /** Id of the person. */
  by: string;
  at: Instant;
}

/**
 * - `revox-unreachable`: repeated polls failed.
 * - `revox-key-refused`: 401 or 403; polling stops until the key works again.
 * - `messages-parked`: Slack refuses a channel, or a message can be neither confirmed nor ruled out.
 * - `dial-errors-spike`: far more calls than usual fail with one dial error on our side.
 * - `answer-rate-low`: far fewer calls than usual are answered.
 * - `no-calls-ending`: no call has ended for long, at a time when calls usually end.
 */
export type IncidentKind =
  | 'revox-unreachable'
  | 'revox-key-refused'
  | 'messages-parked'
  | 'dial-errors-spike'
  | 'answer-rate-low'
  | 'no-calls-ending';

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
