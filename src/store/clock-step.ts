import { sql } from 'kysely';

import type { Instant } from '../calls/call.ts';
import { type Database, isPostgres, type Store } from './database.ts';
import { readState, writeState } from './state.ts';

/**
 * After the clock was put back, what was due in a moment would be due in hours, and a channel that was just told
 * something would be told nothing meanwhile. So whatever lies ahead moves back with the clock, and what was seen cannot
 * have been seen later than now.
 * @param byMs how far it was put back
 */
export async function moveBack(db: Database, byMs: number, now: Instant): Promise<void> {
  const moved = (column: string) => {
    const at = sql.ref(column);
    return sql<Instant>`case when ${at} - ${byMs} > ${now} then ${at} - ${byMs} else ${now} end`;
  };
  await db.transaction().execute(async (tx) => {
    for (const column of ['due_at', 'edit_due_at'] as const) {
      await tx
        .updateTable('messages')
        .set({ [column]: moved(column) })
        .where(column, '>', now)
        .execute();
    }
    await tx
      .updateTable('news')
      .set({ found_at: now })
      .where('found_at', '>', now)
      .where('message_id', 'is', null)
      .execute();
    // A post under way keeps what is left of its lease, or it would be looked up, and posted again, meanwhile.
    if (!isPostgres(db))
      await tx
        .updateTable('messages')
        .set({ lease_until: moved('lease_until') })
        .where('lease_until', '>', now)
        .execute();
    // Which of the two clocks was right is not known: the time of an attempt is looked through by both.
    await tx
      .updateTable('messages')
      // Pages of the narrower time say nothing of this one.
      .set((it) => ({ attempted_at: it('attempted_at', '-', byMs), search_cursor: null }))
      .where('state', 'in', ['in-doubt', 'parked'])
      .where('attempt_ended_at', 'is not', null)
      .execute();
    await moveState(tx, byMs, now);
  });
}

const times = ['lastGoodAt', 'dueAt', 'failingSince', 'notBefore'];

async function moveState(tx: Store, byMs: number, now: Instant): Promise<void> {
  const poll = (await readState(tx, 'poll')) as Record<string, unknown> | null;
  if (poll === null) return;
  const moved = Object.entries(poll).map(([name, value]) => {
    const isAhead = times.includes(name) && typeof value === 'number' && value > now;
    return [name, isAhead ? Math.max(now, value - byMs) : value];
  });
  await writeState(tx, 'poll', Object.fromEntries(moved), now);
}

const noticedMs = 5_000;

/** How far the clock was put back while nothing ran, as far as can be told from when Revox was last read. */
export async function setBackSince(db: Database, now: Instant): Promise<number> {
  const poll = (await readState(db, 'poll')) as { lastGoodAt?: unknown } | null;
  const aheadMs = typeof poll?.lastGoodAt === 'number' ? poll.lastGoodAt - now : 0;
  // Two machines that share a database differ by less.
  return aheadMs > noticedMs ? aheadMs : 0;
}
