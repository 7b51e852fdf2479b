import type { Instant } from '../../calls/call.ts';
import type { Store } from '../engine/database.ts';

/** Messages that belong in the thread of another may be posted once that is in Slack. @returns how many. */
export async function releaseFollowers(store: Store, now: Instant): Promise<number> {
  const { numUpdatedRows } = await store
    .updateTable('messages')
    .set((it) => ({
      state: 'ready',
      due_at: now,
      thread_ts: it
        .selectFrom('messages as parent')
        .select('parent.ts')
        .whereRef('parent.id', '=', 'messages.parent_id'),
    }))
    .where('state', '=', 'follows')
    .where('parent_id', 'in', (it) => it.selectFrom('messages').select('id').where('state', '=', 'sent'))
    .executeTakeFirstOrThrow();
  await skipOrphans(store);
  return Number(numUpdatedRows);
}

export async function hasFollowers(store: Store): Promise<boolean> {
  const followers = store.selectFrom('messages').select('id').where('state', '=', 'follows');
  return (await followers.limit(1).executeTakeFirst()) !== undefined;
}

/** Where the first message was left out, there is no thread. */
async function skipOrphans(store: Store): Promise<void> {
  await store
    .updateTable('messages')
    .set({ state: 'skipped', reason: 'the message that it belongs to was left out' })
    .where('state', '=', 'follows')
    .where('parent_id', 'in', (it) => it.selectFrom('messages').select('id').where('state', '=', 'skipped'))
    .execute();
}
