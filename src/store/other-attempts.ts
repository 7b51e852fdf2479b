import { sql } from 'kysely';
import type { Call } from '../calls/call.ts';
import { reversedDigits } from '../calls/phone.ts';
import { toCall } from './call-rows.ts';
import type { Store } from './database.ts';

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
