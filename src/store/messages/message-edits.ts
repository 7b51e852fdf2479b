import { randomUUID } from 'node:crypto';

import type { Instant } from '../../calls/call.ts';
import { isPostgres, type Store } from '../engine/database.ts';
import { type Message, toMessage } from './messages.ts';

/** A posted message that is ours to edit until the lease ends. */
export interface EditClaim {
  message: Message & { ts: string };
  token: string;
  attempt: number;
  /** Set when something of it was erased: then it may not stay as it is. */
  erasureId: string | null;
}

interface EditQuery {
  now: Instant;
  leaseMs: number;
}

/**
 * Claims the next posted message whose content changed. The request for an edit is taken off at once, so that
 * a change that comes while the edit is being made asks for another one; an edit whose maker went away is
 * known by its old lease.
 */
export async function claimEdit(store: Store, query: EditQuery): Promise<EditClaim | null> {
  // Two questions rather than one with “or”, for which no index would serve.
  return (await claimSince(store, 'edit_due_at', query)) ?? (await claimSince(store, 'lease_until', query));
}

/** When there may be something to edit next, which may be past; null when nothing waits. */
export async function nextEditDueAt(store: Store): Promise<Instant | null> {
  const firstOf = async (moment: 'edit_due_at' | 'lease_until') => {
    const { at } = await store
      .selectFrom('messages')
      .select((it) => it.fn.min(moment).as('at'))
      .where('state', '=', 'sent')
      .where(moment, 'is not', null)
      .executeTakeFirstOrThrow();
    return at;
  };
  const moments = [await firstOf('edit_due_at'), await firstOf('lease_until')];
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.min(...known);
}

async function claimSince(store: Store, moment: 'edit_due_at' | 'lease_until', { now, leaseMs }: EditQuery) {
  const token = randomUUID();
  const row = await store
    .with('due', (it) => {
      const due = it
        .selectFrom('messages')
        .select('id')
        .where('state', '=', 'sent')
        .where(moment, '<=', now)
        .where((its) => its.or([its('lease_until', 'is', null), its('lease_until', '<=', now)]))
        .orderBy(moment)
        .limit(1);
      return isPostgres(store) ? due.forUpdate().skipLocked() : due;
    })
    .updateTable('messages')
    .set((it) => ({
      edit_due_at: null,
      // A try whose maker went away says nothing about the edit.
      attempts: it
        .case()
        .when('lease_until', 'is not', null)
        .then(it.ref('attempts'))
        .else(it('attempts', '+', 1))
        .end(),
      lease_token: token,
      lease_until: now + leaseMs,
    }))
    .where('id', 'in', (it) => it.selectFrom('due').select('due.id'))
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return null;
  const message = { ...toMessage(row), ts: row.ts ?? '' };
  return { message, token, attempt: row.attempts, erasureId: row.erasure_id };
}

/**
 * @param again When to try again; null when the edit is made or given up.
 * @param isGone What was there before is not to be seen any more.
 * @returns false when the claim was lost.
 */
export async function settleEdit(
  store: Store,
  claim: EditClaim,
  again: Instant | null,
  isGone = again === null,
): Promise<boolean> {
  const release = { lease_token: null, lease_until: null, ...(isGone && { erasure_id: null }) };
  const { numUpdatedRows } = await store
    .updateTable('messages')
    .set(again === null ? { ...release, attempts: 0 } : { ...release, edit_due_at: again })
    .where('id', '=', claim.message.id)
    .where('lease_token', '=', claim.token)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
