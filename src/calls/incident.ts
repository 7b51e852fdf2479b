import type { Instant } from './call.ts';
import { choose, since, within } from './filter/refine.ts';
import { type Filter, storedFilter } from './filter.ts';
import type { IncidentFacts } from './incidents/facts.ts';
import type { IncidentKind } from './incidents/index.ts';

/** A state that lasts, shown on one card: not an event. */
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
  /** Id of the person who closed it; null where it is open, or ended without anybody. */
  resolvedBy: string | null;
  /** Its cards are left alone until then. */
  snoozed: { by: string; until: Instant } | null;
}

export interface Acknowledgement {
  /** Id of the person. */
  by: string;
  at: Instant;
}

/** The calls that belong to an incident and ended since it began, or while it lasted; null when it is about none. */
export function callsOfIncident({ facts, openedAt, closedAt }: Incident): Filter | null {
  if (facts.filter === undefined) return null;
  const filter = storedFilter(facts.filter);
  const beganAt = facts.since ?? openedAt;
  return closedAt === null ? choose(filter, 'period', since(beganAt)) : within(filter, beganAt, closedAt);
}
