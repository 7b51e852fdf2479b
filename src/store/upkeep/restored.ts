import { z } from 'zod';

import type { Instant } from '../../calls/call.ts';
import type { Restored } from '../../calls/restored.ts';
import type { Database, Store } from '../engine/database.ts';
import { readState, writeState } from '../engine/state.ts';

/** Written into a copy alone: a database that has it is a copy which somebody put in place. */
export const copiedKey = 'copied';
const restoredKey = 'restored';

const copied = z.object({ at: z.number() });
const restored = z.object({ copiedAt: z.number(), startedAt: z.number() });

/** Keeps what the first start on a copy finds. @returns when the copy was made; null on any other start. */
export async function noticeRestored(db: Database, now: Instant): Promise<Instant | null> {
  const { data: mark } = copied.safeParse(await readState(db, copiedKey));
  if (mark === undefined) return null;
  const isOriginal = await livedOn(db, mark.at);
  await db.transaction().execute(async (tx) => {
    if (!isOriginal) await writeState(tx, restoredKey, { copiedAt: mark.at, startedAt: now }, now);
    await unmark(tx);
  });
  return isOriginal ? null : mark.at;
}

/** On Postgres a mark stays behind where a process was killed while it copied; but then Revox was read since. */
async function livedOn(store: Store, copiedAt: Instant): Promise<boolean> {
  const poll = (await readState(store, 'poll')) as { lastGoodAt?: unknown } | null;
  const { sentAt } = await store
    .selectFrom('messages')
    .select(({ fn }) => fn.max('sent_at').as('sentAt'))
    .executeTakeFirstOrThrow();
  const lastAt = Math.max(typeof poll?.lastGoodAt === 'number' ? poll.lastGoodAt : 0, sentAt ?? 0);
  return lastAt - copiedAt > snapshotMs;
}

/** By then a copy that was begun has taken its moment of the database. */
const snapshotMs = 60_000;

/** What the database was restored from, if it ever was. */
export async function lastRestored(store: Store): Promise<Restored | null> {
  return restored.safeParse(await readState(store, restoredKey)).data ?? null;
}

/** For a dump of Postgres, which takes what is there: the mark is there while it begins. */
export async function mark(store: Store, at: Instant): Promise<void> {
  await writeState(store, copiedKey, { at }, at);
}

export async function unmark(store: Store): Promise<void> {
  await store.deleteFrom('state').where('key', '=', copiedKey).execute();
}
