import type { Selectable } from 'kysely';
import type { Instant } from '../../calls/call.ts';
import type { Incident } from '../../calls/incident.ts';
import type { IncidentFacts } from '../../calls/incidents/facts.ts';
import type { IncidentKind } from '../../calls/incidents/index.ts';
import { countRows } from '../engine/count-rows.ts';
import type { Store } from '../engine/database.ts';
import type { IncidentsTable } from '../engine/tables/messages.ts';

export async function findIncident(store: Store, id: string): Promise<Incident | null> {
  const row = await store.selectFrom('incidents').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toIncident(row);
}

/** Those that last, and those that a person resolved while they last. The oldest first. */
export async function listLasting(store: Store, limit: number): Promise<Incident[]> {
  const rows = await store
    .selectFrom('incidents')
    .selectAll()
    .where((it) => it.or([it('closed_at', 'is', null), it('goes_on', '=', 1)]))
    .orderBy('opened_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toIncident);
}

/** The oldest first. */
export async function listOpenIncidents(store: Store, limit: number): Promise<Incident[]> {
  const open = store.selectFrom('incidents').selectAll().where('closed_at', 'is', null);
  const rows = await open.orderBy('opened_at').orderBy('id').limit(limit).execute();
  return rows.map(toIncident);
}

function toIncident(row: Selectable<IncidentsTable>): Incident {
  return {
    id: row.id,
    kind: row.kind as IncidentKind,
    about: row.about,
    facts: JSON.parse(row.facts) as IncidentFacts,
    openedAt: row.opened_at,
    changedAt: row.changed_at,
    closedAt: row.closed_at,
    acknowledged: acknowledgementOf(row),
    resolvedBy: row.resolved_by,
    snoozed: snoozeOf(row),
  };
}

function acknowledgementOf({ acknowledged_by: by, acknowledged_at: at }: Selectable<IncidentsTable>) {
  return by === null || at === null ? null : { by, at };
}

function snoozeOf({ snoozed_by: by, snoozed_until: until }: Selectable<IncidentsTable>) {
  return by === null || until === null ? null : { by, until };
}

/** How many opened since then, closed or not. */
export function countOpenedSince(store: Store, from: Instant): Promise<number> {
  return countRows(store.selectFrom('incidents').where('opened_at', '>=', from));
}
