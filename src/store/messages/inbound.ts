import type { Instant } from '../../calls/call.ts';
import { dayMs } from '../../calls/time/durations.ts';
import type { Store } from '../engine/database.ts';

/** Slack gives up redelivering within minutes. */
const rememberedMs = dayMs;

/** Whether this request comes for the first time. Forgets the requests of yesterday while at it. */
export async function claimInbound(store: Store, key: string, now: Instant): Promise<boolean> {
  await store
    .deleteFrom('inbound')
    .where('received_at', '<', now - rememberedMs)
    .execute();
  const claimed = await store
    .insertInto('inbound')
    .values({ key, received_at: now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst();
  return claimed !== undefined;
}
