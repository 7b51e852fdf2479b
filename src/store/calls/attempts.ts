import { sql } from 'kysely';

import type { Call } from '../../calls/call.ts';
import { reversedDigits } from '../../calls/numbers/phone.ts';
import { weekMs } from '../../calls/time/durations.ts';
import { countRows } from '../engine/count-rows.ts';
import type { Store } from '../engine/database.ts';
import { toCall } from './call-rows.ts';

/** 3 for the third attempt to a number within seven days of its end. */
export async function attemptOf(store: Store, { phoneNumber, endedAt }: Call): Promise<number | null> {
  if (phoneNumber === null || endedAt === null) return null;
  const toIt = store.selectFrom('calls').where('phone_reversed', '=', reversedDigits(phoneNumber));
  return countRows(toIt.where('ended_at', '>=', endedAt - weekMs).where('ended_at', '<=', endedAt));
}

/** Other calls to the number of this one, earlier and later ones, the latest first. */
export async function otherAttempts(store: Store, { id, phoneNumber }: Call, limit: number): Promise<Call[]> {
  if (phoneNumber === null) return [];
  const rows = await store
    .selectFrom('calls')
    .selectAll()
    .where('phone_reversed', '=', reversedDigits(phoneNumber))
    .where('id', '!=', id)
    .orderBy(sql`coalesce(ended_at, first_seen_at)`, 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toCall);
}
