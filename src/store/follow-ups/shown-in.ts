import type { Store } from '../engine/database.ts';

/** Whether one of these calls was posted in that channel. */
export async function isShownIn(store: Store, callIds: string[], channel: string): Promise<boolean> {
  const told = await store
    .selectFrom('news')
    .select('call_id')
    .where('call_id', 'in', callIds)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return told !== undefined;
}
