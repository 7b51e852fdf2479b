import type { Incident } from '../../src/calls/incident.ts';

export function sampleIncident(different: Partial<Incident> = {}): Incident {
  return {
    id: 'incident-1',
    kind: 'revox-unreachable',
    about: '',
    facts: { reason: 'Revox does not answer.', nextStep: null, count: 3 },
    openedAt: 0,
    changedAt: 0,
    closedAt: null,
    acknowledged: null,
    resolvedBy: null,
    snoozed: null,
    ...different,
  };
}
