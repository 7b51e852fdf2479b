import { choose, since, within } from './filter/refine.ts';
import { type Filter, storedFilter } from './filter.ts';
import type { Incident } from './incident.ts';

/** The calls that belong to an incident and ended since it began, or while it lasted; null when it is about none. */
export function callsOfIncident({ facts, openedAt, closedAt }: Incident): Filter | null {
  if (facts.filter === undefined) return null;
  const filter = storedFilter(facts.filter);
  const beganAt = facts.since ?? openedAt;
  return closedAt === null ? choose(filter, 'period', since(beganAt)) : within(filter, beganAt, closedAt);
}
