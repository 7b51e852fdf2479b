import { randomUUID } from 'node:crypto';

import type { Instant } from '../../calls/call.ts';
import { dayMs } from '../../calls/time/durations.ts';
import { currentAnchor } from '../calls/call-lists.ts';
import { countRows } from '../engine/count-rows.ts';
import type { Store } from '../engine/database.ts';

export interface NewExport {
  userId: string;
  filter: string;
  askedIn: string | null;
  responseUrl: string | null;
}

export type Requested = 'asked' | 'under-way' | 'too-many';

export const mostExportsADay = 20;

/** Leaves it on the table: one at a time for each person, and so many a day. */
export async function requestExport(store: Store, wanted: NewExport, now: Instant): Promise<Requested> {
  const theirs = store.selectFrom('exports').where('user_id', '=', wanted.userId);
  if ((await countRows(theirs.where('asked_at', '>', now - dayMs))) >= mostExportsADay) return 'too-many';
  const added = await store
    .insertInto('exports')
    .values({
      id: randomUUID(),
      user_id: wanted.userId,
      filter: wanted.filter,
      anchor: await currentAnchor(store),
      asked_in: wanted.askedIn,
      asked_at: now,
      state: 'waiting',
      due_at: now,
      response_url: wanted.responseUrl,
      // The answer that says it is under way.
      responses: 1,
    })
    .onConflict((it) => it.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added === undefined ? 'under-way' : 'asked';
}

/** A file of calls that one person asked for. */
export type Export = NonNullable<Awaited<ReturnType<typeof dueExport>>>;

/** The one that waits longest; null when none is due. */
export async function dueExport(store: Store, now: Instant) {
  const due = await store
    .selectFrom('exports')
    .select(['id', 'user_id as userId', 'filter', 'anchor', 'asked_at as askedAt', 'state'])
    .select(['asked_in as askedIn', 'attempts', 'response_url as responseUrl', 'responses'])
    .where('finished_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('asked_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return due ?? null;
}

/** When the next file may be made, which may be past; null when nobody waits for one. */
export async function nextExportDueAt(store: Store): Promise<Instant | null> {
  const { due } = await store
    .selectFrom('exports')
    .select((it) => it.fn.min('due_at').as('due'))
    .where('finished_at', 'is', null)
    .executeTakeFirstOrThrow();
  return due;
}

/** Counts the try before it is made, so that what ends the process is not tried forever. */
export async function beginExport(store: Store, id: string, again: Instant): Promise<void> {
  await store
    .updateTable('exports')
    .set((it) => ({ attempts: it('attempts', '+', 1), due_at: again, state: 'waiting' }))
    .where('id', '=', id)
    .execute();
}

/** From then on the person may be shown the file, whose days are those of this zone. */
export async function markSharing(
  store: Store,
  id: string,
  { fileId, timezone }: { fileId: string; timezone: string },
): Promise<void> {
  await store
    .updateTable('exports')
    .set({ state: 'sharing', file_id: fileId, timezone })
    .where('id', '=', id)
    .execute();
}

/** Slack certainly showed nothing: it can be made again then. */
export async function postponeExport(store: Store, id: string, dueAt: Instant): Promise<void> {
  await store
    .updateTable('exports')
    .set({ state: 'waiting', due_at: dueAt, file_id: null })
    .where('id', '=', id)
    .execute();
}

export async function countResponse(store: Store, id: string): Promise<void> {
  await store
    .updateTable('exports')
    .set((it) => ({ responses: it('responses', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/**
 * Which calls were handed out is kept for as long as calls are, to find the file when somebody is forgotten. Without a
 * file it is forgotten at once; that somebody asked is kept for a day, to count.
 */
export async function finishExport(
  store: Store,
  id: string,
  now: Instant,
  isHandedOut = false,
): Promise<void> {
  const done = { finished_at: now, state: 'finished', response_url: null } as const;
  await store
    .updateTable('exports')
    .set(isHandedOut ? done : { ...done, filter: '', file_id: null })
    .where('id', '=', id)
    .execute();
  await store
    .deleteFrom('exports')
    .where('finished_at', 'is not', null)
    .where('file_id', 'is', null)
    .where('asked_at', '<', now - dayMs)
    .execute();
}
