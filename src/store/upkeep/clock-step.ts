import { sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { noteSetBack } from '../calls/first-start.ts';
import { type Database, isPostgres, type Store } from '../engine/database.ts';
import { forgetTicksAhead } from '../engine/runs.ts';
import { lastWrittenAt, readState, writeState } from '../engine/state.ts';
import { makeWayForDigests } from '../figures/digests-ahead.ts';

/** What differs by less is how far two looks at a clock may be apart. */
const noticedMs = 5_000;

/**
 * After the clock was put back, what was due in a moment would be due in hours, and a channel that just got
 * a post would get nothing until then. So whatever lies ahead moves back with the clock, and what was seen cannot
 * have been seen later than now. Done once, whichever replica or start comes first: the marks that show the step move
 * too.
 *
 * @param knownMs How far it was put back, from who saw it; else it follows from when something was written last.
 * @returns how far what lay ahead was moved.
 */
export function followClock(db: Database, now: Instant, knownMs = 0): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const byMs = Math.max(knownMs, (await lastWrittenAt(tx)) - now);
    if (byMs <= noticedMs) return 0;
    const marks = tx.updateTable('state').set({ updated_at: now }).where('updated_at', '>', now);
    const { numUpdatedRows } = await marks.executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n && knownMs === 0) return 0;
    await moveBack(tx, byMs, now);
    // Every replica sees a step of the database's clock, and the first of them moves the marks.
    if (numUpdatedRows > 0n || !isPostgres(tx)) await noteSetBack(tx, byMs, now);
    return byMs;
  });
}

/** So that a start knows what time it was last. */
export function markClock(store: Store, now: Instant): Promise<void> {
  return writeState(store, 'clock', null, now);
}

async function moveBack(tx: Store, byMs: number, now: Instant): Promise<void> {
  // By when they were made, which moves next.
  await makeWayForDigests(tx, now);
  await moveMessages(tx, byMs, now);
  await moveSettings(tx, byMs, now);
  await moveState(tx, byMs, now);
  await tx
    .updateTable('exports')
    .set({ due_at: moved('due_at', byMs, now) })
    .where('finished_at', 'is', null)
    .where('due_at', '>', now)
    .execute();
  // Follow-ups are due by the time of day: what is next is found out again.
  await tx.updateTable('follow_ups').set({ next_look_at: now }).where('next_look_at', '>', now).execute();
  for (const column of ['opened_at', 'changed_at'] as const)
    await tx
      .updateTable('incidents')
      .set({ [column]: now })
      .where(column, '>', now)
      .execute();
  if (isPostgres(tx)) await moveRuns(tx, byMs, now);
}

function moved(column: string, byMs: number, now: Instant) {
  const at = sql.ref(column);
  return sql<Instant>`case when ${at} - ${byMs} > ${now} then ${at} - ${byMs} else ${now} end`;
}

async function moveMessages(tx: Store, byMs: number, now: Instant): Promise<void> {
  // A post under way keeps what is left of its lease, or it would be looked up, and posted again, meanwhile.
  for (const column of ['due_at', 'edit_due_at', 'lease_until'] as const)
    await tx
      .updateTable('messages')
      .set({ [column]: moved(column, byMs, now) })
      .where(column, '>', now)
      .execute();
  // The order of what waits stays as it is, and what comes now comes after it.
  await tx
    .updateTable('messages')
    .set((it) => ({ created_at: it('created_at', '-', byMs) }))
    .where('state', 'in', ['ready', 'posting', 'in-doubt', 'follows'])
    .where('created_at', '>', now)
    .execute();
  await tx
    .updateTable('news')
    .set({ found_at: now })
    .where('found_at', '>', now)
    .where('message_id', 'is', null)
    .execute();
  // Which of the two clocks was right is not known: the time of an attempt is looked through by both. Where Slack's
  // clock was measured beside ours for it, that shows when it was.
  await tx
    .updateTable('messages')
    // Pages of the narrower time say nothing of this one.
    .set((it) => ({
      attempted_at: it('attempted_at', '-', byMs),
      attempt_ended_at: it
        .case()
        .when('attempt_ended_at', '<', it.ref('attempted_at'))
        .then(it.ref('attempted_at'))
        .else(it.ref('attempt_ended_at'))
        .end(),
      search_cursor: null,
    }))
    .where('state', 'in', ['in-doubt', 'parked'])
    .where('attempt_ended_at', 'is not', null)
    .where('slack_ahead_ms', 'is', null)
    .execute();
}

/** “For two hours” is two hours, and a digest is due to the channel that asked for it before. */
async function moveSettings(tx: Store, byMs: number, now: Instant): Promise<void> {
  await tx
    .updateTable('mutes')
    .set((it) => ({ made_at: now, until: it('until', '-', byMs) }))
    .where('made_at', '>', now)
    .execute();
  await tx.updateTable('subscriptions').set({ made_at: now }).where('made_at', '>', now).execute();
  await tx.updateTable('subscriptions').set({ paused_at: now }).where('paused_at', '>', now).execute();
}

const times = ['lastGoodAt', 'dueAt', 'failingSince', 'notBefore'];

async function moveState(tx: Store, byMs: number, now: Instant): Promise<void> {
  const poll = (await readState(tx, 'poll')) as Record<string, unknown> | null;
  if (poll === null) return;
  const after = Object.entries(poll).map(([name, value]) => {
    const isAhead = times.includes(name) && typeof value === 'number' && value > now;
    return [name, isAhead ? Math.max(now, value - byMs) : value];
  });
  await writeState(tx, 'poll', Object.fromEntries(after), now);
}

/** What a replica that died holds is free again in time, and slots that were run come again. */
async function moveRuns(tx: Store, byMs: number, now: Instant): Promise<void> {
  await tx
    .updateTable('runs')
    .set({ expires_at: moved('expires_at', byMs, now) })
    .where('finished_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  await forgetTicksAhead(tx, now);
}
