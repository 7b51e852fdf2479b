import type { Button, KnownBlock } from '@slack/types';

import { formatFilter } from '../../calls/filter.ts';
import { callsOfIncident, type Incident } from '../../calls/incident.ts';
import { actions, button } from '../blocks/rich.ts';
import { listButton } from '../calls/list-choice.ts';
import { snoozeMenu } from './snooze-menu.ts';

/** What can be done about it, in one row. */
export function incidentActions(incident: Incident): KnownBlock[] {
  const { id, closedAt, acknowledged } = incident;
  if (closedAt !== null) return actions(browse(incident));
  return actions(
    acknowledged === null ? button('Acknowledge', 'acknowledge_incident', id) : null,
    button('Resolve', 'resolve_incident', id),
    snoozeMenu(id),
    browse(incident),
  );
}

function browse(incident: Incident): Button | null {
  const calls = callsOfIncident(incident);
  return listButton('Browse calls', 'list_calls', calls && formatFilter(calls));
}
