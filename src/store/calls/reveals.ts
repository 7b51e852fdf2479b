import type { Insertable } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import type { Store } from '../engine/database.ts';
import type { RevealsTable } from '../engine/tables/calls.ts';

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
  await record(store, {
    key: `${reveal.request}:${reveal.callId}`,
    user_id: reveal.userId,
    call_id: reveal.callId,
    shown: reveal.shown.join(','),
    revealed_at: reveal.at,
  });
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
  await record(store, {
    key: `${request}:look-up`,
    user_id: userId,
    call_id: '',
    shown: `look-up ${count}`,
    revealed_at: at,
  });
}

async function record(store: Store, row: Insertable<RevealsTable>): Promise<void> {
  await store
    .insertInto('reveals')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}
