import type { Instant } from '../calls/call.ts';
import type { Store } from './database.ts';

export type Private = 'number' | 'recording' | 'transcript';

export interface Reveal {
  /** The request that asked for it; a redelivery of it is the same reveal. */
  request: string;
  userId: string;
  callId: string;
  shown: Private[];
  at: Instant;
}

/** Who saw what of which call, and when. To be written before it is shown. */
export async function recordReveal(store: Store, reveal: Reveal): Promise<void> {
  await store
    .insertInto('reveals')
    .values({
      key: `${reveal.request}:${reveal.callId}`,
      user_id: reveal.userId,
      call_id: reveal.callId,
      shown: reveal.shown.join(','),
      revealed_at: reveal.at,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}
