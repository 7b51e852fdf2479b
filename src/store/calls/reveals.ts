import type { Instant } from '../../calls/call.ts';
import type { Store } from '../engine/database.ts';

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

interface LookUp {
  request: string;
  userId: string;
  /** How many numbers it named. Which, is nobody's to know. */
  count: number;
  at: Instant;
}

/** Who searched for full numbers, and when. */
export async function recordLookUp(store: Store, { request, userId, count, at }: LookUp): Promise<void> {
  const row = {
    key: `${request}:look-up`,
    user_id: userId,
    call_id: '',
    shown: `look-up ${count}`,
    revealed_at: at,
  };
  await store
    .insertInto('reveals')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}
