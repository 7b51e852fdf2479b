import { type BlindWindow, blindSince } from '../../calls/blind-window.ts';
import type { Instant } from '../../calls/call.ts';
import type { Period } from '../../calls/stats.ts';
import type { Store } from '../engine/database.ts';
import { readState } from '../engine/state.ts';

/** Keeps a window that is over. The same window is kept once. */
export async function saveBlindWindow(tx: Store, { from, cause }: BlindWindow, to: Instant): Promise<void> {
  await tx
    .insertInto('blind_windows')
    .values({ from_at: from, to_at: to, cause })
    .onConflict((it) => it.column('from_at').doNothing())
    .execute();
}

/** Those that reach into a period, the oldest first, and the one that lasts. */
export async function blindWindows(store: Store, { from, to }: Period, now: Instant): Promise<BlindWindow[]> {
  const rows = await store
    .selectFrom('blind_windows')
    .selectAll()
    .where('to_at', '>', from)
    .where('from_at', '<', to)
    .orderBy('from_at')
    .execute();
  const past = rows.map(({ from_at, to_at, cause }) => {
    return { from: from_at, to: to_at, cause: cause as BlindWindow['cause'] };
  });
  const lasting = await lastingWindow(store, now);
  return lasting === null || lasting.from >= to ? past : [...past, lasting];
}

async function lastingWindow(store: Store, now: Instant): Promise<BlindWindow | null> {
  const poll = (await readState(store, 'poll')) as Record<string, unknown> | null;
  const numberOf = (value: unknown) => (typeof value === 'number' ? value : null);
  const polling = { lastGoodAt: numberOf(poll?.lastGoodAt), dueAt: numberOf(poll?.dueAt) };
  return blindSince({ ...polling, failures: numberOf(poll?.failures) ?? 0 }, now);
}

/** What no digest will tell of any more. */
export async function forgetBlindWindows(store: Store, endedBefore: Instant): Promise<void> {
  await store.deleteFrom('blind_windows').where('to_at', '<', endedBefore).execute();
}
