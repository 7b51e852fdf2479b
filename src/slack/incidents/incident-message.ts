import { callsOfIncident, type Incident } from '../../calls/incident.ts';
import type { Store } from '../../store/engine/database.ts';
import { findIncident } from '../../store/incidents/known-incidents.ts';
import type { Message } from '../../store/messages/messages.ts';
import { kindOf } from '../blocks/kind-of.ts';
import { renderIncident, renderIncidentClosing } from './incident.ts';

/** `counted` are the calls that the channel gets on its card alone. */
interface Card {
  incident: Incident;
  counted?: number;
}

export const incidentMessage = kindOf('incident', {
  async find(store, it): Promise<Card | null> {
    const incident = await incidentOf(store, it);
    return incident && { incident, counted: it.message.calls };
  },
  render: ({ incident, counted }: Card, options) => renderIncident(incident, options, counted),
  happenedAt: ({ incident }: Card) => incident.openedAt,
  calls: callsOfCard,
});

export const incidentClosedMessage = kindOf('incident-closed', {
  find: incidentOf,
  render: renderIncidentClosing,
  happenedAt: ({ closedAt }) => closedAt,
  calls: callsOfCard,
});

async function incidentOf(store: Store, { message: { incidentId } }: { message: Message }) {
  return incidentId === null ? null : findIncident(store, incidentId);
}

async function callsOfCard(it: { message: Message }, store: Store) {
  const incident = await incidentOf(store, it);
  return { filter: incident && callsOfIncident(incident) };
}
