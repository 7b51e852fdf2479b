import { randomUUID } from 'node:crypto';

import type { Instant } from '../../calls/call.ts';
import type { Incident } from '../../calls/incident.ts';
import type { Store } from '../engine/database.ts';
import { editCards, enqueueClosing } from './incidents.ts';
import { findIncident } from './known-incidents.ts';

/** What a person did about an incident. */
export interface IncidentChange {
  id: string;
  /** Id of the person. */
  by: string;
  /** Where; null on the Home tab. */
  channel: string | null;
  now: Instant;
}

/** As it is then; new where this changed something. */
export interface ChangedIncident {
  incident: Incident;
  isNew: boolean;
}

/** Somebody looks after it, and every card says who. @returns null when there is no such incident. */
export async function acknowledgeIncident(
  tx: Store,
  change: IncidentChange,
): Promise<ChangedIncident | null> {
  const { id, by, now } = change;
  const { numUpdatedRows } = await tx
    .updateTable('incidents')
    .set({ acknowledged_by: by, acknowledged_at: now })
    .where('id', '=', id)
    .where('acknowledged_by', 'is', null)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return changed(tx, change, numUpdatedRows > 0n, { done: 'acknowledged' });
}

/**
 * Somebody closes it. The same incident opens again only after its condition was false once.
 * @returns null when there is no such incident.
 */
export async function resolveIncident(tx: Store, change: IncidentChange): Promise<ChangedIncident | null> {
  const { id, by, now } = change;
  const { numUpdatedRows } = await tx
    .updateTable('incidents')
    .set({ closed_at: now, changed_at: now, resolved_by: by, goes_on: 1, ...noSnooze })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow();
  const isNew = numUpdatedRows > 0n;
  if (isNew) await enqueueClosing(tx, id, now);
  return changed(tx, change, isNew, { done: 'resolved' });
}

/** Until then its cards are not edited, and nobody is mentioned. @returns null when there is no such incident. */
export async function snoozeIncident(
  tx: Store,
  change: IncidentChange,
  until: Instant,
): Promise<ChangedIncident | null> {
  const { numUpdatedRows } = await tx
    .updateTable('incidents')
    .set({ snoozed_by: change.by, snoozed_until: until })
    .where('id', '=', change.id)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return changed(tx, change, numUpdatedRows > 0n, { done: 'snoozed', until });
}

/** Those whose time is over go on: their cards show how things are. @returns how many. */
export async function endSnoozes(store: Store, now: Instant): Promise<number> {
  const over = await store
    .selectFrom('incidents')
    .select('id')
    .where('snoozed_until', '<=', now)
    .where('closed_at', 'is', null)
    .execute();
  for (const { id } of over) {
    await store.updateTable('incidents').set(noSnooze).where('id', '=', id).execute();
    await editCards(store, id, now);
  }
  return over.length;
}

const noSnooze = { snoozed_by: null, snoozed_until: null };

interface Done {
  done: 'acknowledged' | 'resolved' | 'snoozed';
  until?: Instant;
}

/** The record of it, and the cards. */
async function changed(tx: Store, { id, by, channel, now }: IncidentChange, isNew: boolean, done: Done) {
  if (isNew) {
    await editCards(tx, id, now);
    const setting = `incident:${id}`;
    const record = { id: randomUUID(), changed_at: now, changed_by: by, channel: channel ?? '', setting };
    const after = JSON.stringify({ kind: 'incident', ...done });
    await tx
      .insertInto('audit')
      .values({ ...record, before: null, after, undo_of: null })
      .execute();
  }
  const incident = await findIncident(tx, id);
  return incident && { incident, isNew };
}
