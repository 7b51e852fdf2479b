import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Instant } from '../../calls/call.ts';
import type { IncidentFacts } from '../../calls/incidents/facts.ts';
import type { IncidentKind } from '../../calls/incidents/index.ts';
import { channelsToldOf } from '../../calls/subscription.ts';
import type { Store } from '../engine/database.ts';
import type { IncidentsTable } from '../engine/tables/messages.ts';
import { enqueueMessage } from '../messages/messages.ts';
import { listSubscriptions } from '../settings/subscriptions.ts';

/** A card is edited this long after its facts change, so that a lasting incident does not edit it every pass. */
const editDelayMs = 30_000;

interface IncidentReport {
  kind: IncidentKind;
  about: string;
  facts: IncidentFacts;
  /** Who gets it; if not set, all channels that asked for incidents. */
  channels?: readonly string[];
}

/**
 * Opens an incident and enqueues its card for every channel that asked for incidents; while it is open, the
 * same (kind, about) only updates its facts and, in time, its cards. What a person resolved stays closed until its
 * condition was false once.
 */
export async function openIncident(tx: Store, report: IncidentReport, now: Instant): Promise<void> {
  const known = await findOpen(tx, report.kind, report.about);
  if (known === null && (await goesOn(tx, report))) return;
  if (known === null) await insertIncident(tx, report, now);
  else if (known.facts !== JSON.stringify(report.facts)) await updateFacts(tx, known, report.facts, now);
}

/**
 * Closes an incident, if it is open: its cards are edited, and a reply in each card's thread says so.
 *
 * @param facts How it ended; what was known last where it is not said.
 */
export async function closeIncident(
  tx: Store,
  kind: IncidentKind,
  about: string,
  now: Instant,
  facts?: IncidentFacts,
): Promise<void> {
  const known = await findOpen(tx, kind, about);
  if (known === null) return isOver(tx, { kind, about });
  await tx
    .updateTable('incidents')
    .set({ closed_at: now, changed_at: now, ...(facts && { facts: JSON.stringify(facts) }) })
    .where('id', '=', known.id)
    .execute();
  await tx.updateTable('messages').set({ edit_due_at: now }).where('incident_id', '=', known.id).execute();
  await enqueueClosing(tx, known.id, now);
}

async function findOpen(tx: Store, kind: IncidentKind, about: string) {
  const row = await tx
    .selectFrom('incidents')
    .selectAll()
    .where('kind', '=', kind)
    .where('about', '=', about)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** A person resolved it, and its condition was not false since. */
async function goesOn(tx: Store, { kind, about }: Pick<IncidentReport, 'kind' | 'about'>): Promise<boolean> {
  const row = await tx
    .selectFrom('incidents')
    .select('id')
    .where('kind', '=', kind)
    .where('about', '=', about)
    .where('goes_on', '=', 1)
    .executeTakeFirst();
  return row !== undefined;
}

/** From now on it may open again. */
async function isOver(tx: Store, { kind, about }: Pick<IncidentReport, 'kind' | 'about'>): Promise<void> {
  await tx
    .updateTable('incidents')
    .set({ goes_on: 0 })
    .where('kind', '=', kind)
    .where('about', '=', about)
    .where('goes_on', '=', 1)
    .execute();
}

async function insertIncident(tx: Store, { kind, about, facts, channels }: IncidentReport, now: Instant) {
  const id = randomUUID();
  await tx
    .insertInto('incidents')
    .values({
      id,
      kind,
      about,
      facts: JSON.stringify(facts),
      opened_at: now,
      changed_at: now,
      closed_at: null,
    })
    .execute();
  for (const channel of channels ?? channelsToldOf(about, await listSubscriptions(tx))) {
    const card = { key: `incident:${id}:${channel}`, form: 'incident', ...ofIncident } as const;
    await enqueueMessage(tx, { ...card, channel, incidentId: id }, now);
  }
}

const ofIncident = { kind: 'incident', subject: {}, calls: 0 } as const;

async function updateFacts(
  tx: Store,
  { id, snoozed_until }: Selectable<IncidentsTable>,
  facts: IncidentFacts,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('incidents')
    .set({ facts: JSON.stringify(facts), changed_at: now })
    .where('id', '=', id)
    .execute();
  if (snoozed_until !== null && snoozed_until > now) return;
  await tx
    .updateTable('messages')
    .set({ edit_due_at: now + editDelayMs })
    .where('incident_id', '=', id)
    .where('edit_due_at', 'is', null)
    .execute();
}

/** Its cards show how it is now. */
export async function editCards(tx: Store, incidentId: string, now: Instant): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ edit_due_at: now })
    .where('incident_id', '=', incidentId)
    .where('thread_ts', 'is', null)
    .execute();
}

/** A card that was never posted needs no reply: it will be posted as closed. */
export async function enqueueClosing(tx: Store, incidentId: string, now: Instant): Promise<void> {
  const cards = await tx
    .selectFrom('messages')
    .select(['channel', 'ts'])
    .where('incident_id', '=', incidentId)
    .where('thread_ts', 'is', null)
    .where('ts', 'is not', null)
    .execute();
  for (const { channel, ts } of cards) {
    const key = `incident-closed:${incidentId}:${channel}`;
    const reply = { key, form: 'incident-closed', ...ofIncident } as const;
    await enqueueMessage(tx, { ...reply, channel, incidentId, threadTs: ts }, now);
  }
}
