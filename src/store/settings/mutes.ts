import type { Instant } from '../../calls/call.ts';
import type { Mute } from '../../calls/mute.ts';
import type { CallTopic } from '../../calls/topics/index.ts';
import type { Store } from '../engine/database.ts';

/** The mutes that hold news back now, the first to end first. */
export async function mutesInForce(store: Store, now: Instant): Promise<Mute[]> {
  const inForce = withoutSummary(store).where('ended_at', 'is', null).where('until', '>', now);
  return (await inForce.execute()).map(plain);
}

/** Mutes that have ended, without a summary yet. */
export async function mutesToTell(store: Store, now: Instant): Promise<Mute[]> {
  const over = withoutSummary(store).where((it) =>
    it.or([it('ended_at', 'is not', null), it('until', '<=', now)]),
  );
  return (await over.execute()).map(plain);
}

function withoutSummary(store: Store) {
  return mutes(store).where('told_at', 'is', null).orderBy('until').orderBy('id');
}

function mutes(store: Store) {
  return store
    .selectFrom('mutes')
    .select(['id', 'channel', 'filter', 'made_by as madeBy', 'made_at as madeAt', 'until'])
    .select('ended_at as endedAt');
}

/** Rows of SQLite have no prototype, and so would equal no mute of ours. */
function plain(row: Mute): Mute {
  return { ...row };
}

/** When the next summary of a mute is due, which may be past; null when none is left. */
export async function nextMuteDueAt(store: Store): Promise<Instant | null> {
  const { due } = await store
    .selectFrom('mutes')
    .select((it) => it.fn.min(it.fn.coalesce('ended_at', 'until')).as('due'))
    .where('told_at', 'is', null)
    .executeTakeFirstOrThrow();
  return due;
}

export async function findMute(store: Store, id: string): Promise<Mute | null> {
  const row = await mutes(store).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : plain(row);
}

/** Exactly as it is given. What it holds back from now on gets a summary again, even if it had one before. */
export async function writeMute(tx: Store, mute: Mute): Promise<void> {
  const { id, channel, filter, madeBy, madeAt, until, endedAt } = mute;
  const row = { channel, filter, made_by: madeBy, made_at: madeAt, until, ended_at: endedAt, told_at: null };
  await tx
    .insertInto('mutes')
    .values({ id, ...row })
    .onConflict((it) => it.column('id').doUpdateSet(row))
    .execute();
}

/** Which subscriptions would have posted what it holds back. */
export async function subscriptionsMutedBy(store: Store, muteId: string): Promise<Set<string>> {
  const rows = await store
    .selectFrom('news')
    .select('subscription_id')
    .where('mute_id', '=', muteId)
    .where('message_id', 'is', null)
    .distinct()
    .execute();
  return new Set(rows.map((row) => row.subscription_id));
}

/** Gives what a mute held back to one message. @returns how many calls it shows, of which topics. */
export async function tellMuted(
  tx: Store,
  muteId: string,
  messageId: string,
): Promise<{ calls: number; topics: Set<CallTopic> }> {
  const rows = await tx
    .updateTable('news')
    .set({ message_id: messageId })
    .where('mute_id', '=', muteId)
    .where('message_id', 'is', null)
    .returning('topic')
    .execute();
  return { calls: rows.length, topics: new Set(rows.map(({ topic }) => topic as CallTopic)) };
}

/** @returns false when somebody else deals with it. */
export async function closeMute(tx: Store, muteId: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('mutes')
    .set({ told_at: now })
    .where('id', '=', muteId)
    .where('told_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
