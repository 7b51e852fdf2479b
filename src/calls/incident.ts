import type { Instant } from './call.ts';
import type { IncidentFacts } from './incidents/facts.ts';
import type { IncidentKind } from './incidents/index.ts';

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
