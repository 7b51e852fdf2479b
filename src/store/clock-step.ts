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
  await db.transaction().execute(async (tx) => {
    for (const column of ['due_at', 'edit_due_at'] as const) {
      await tx
        .updateTable('messages')
        .set({
          [column]: sql`case when ${sql.ref(column)} - ${byMs} > ${now} then ${sql.ref(column)} - ${byMs} else ${now} end`,
        })
        .where(column, '>', now)
        .execute();
    }
    await tx
      .updateTable('news')
      .set({ found_at: now })
      .where('found_at', '>', now)
      .where('message_id', 'is', null)
      .execute();
    // Only one process works on a SQLite file, and that one never claims what it works on. Postgres has its own clock.
    if (!isPostgres(db))
      await tx.updateTable('messages').set({ lease_until: now }).where('lease_until', '>', now).execute();
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

/** How far the clock was put back while nothing ran, as far as can be told from when Revox was last read. */
export async function setBackSince(db: Database, now: Instant): Promise<number> {
  const poll = (await readState(db, 'poll')) as { lastGoodAt?: unknown } | null;
  return typeof poll?.lastGoodAt === 'number' ? Math.max(0, poll.lastGoodAt - now) : 0;
}
