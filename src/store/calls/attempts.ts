import { sql } from 'kysely';

import type { Call, Instant } from '../../calls/call.ts';
import { reversedDigits } from '../../calls/numbers/phone.ts';
import { weekMs } from '../../calls/time/durations.ts';
import type { Store } from '../engine/database.ts';
import { toCall } from './call-rows.ts';

/** 3 for the third attempt to a number within seven days of its end. */
export async function attemptOf(store: Store, call: Call): Promise<number | null> {
  if (call.phoneNumber === null || call.endedAt === null) return null;
  return attemptsTo(store, call.phoneNumber, { since: call.endedAt - weekMs, until: call.endedAt });
}

/** How many calls to this number ended in that time, `until` included: 3 when the third has just ended. */
async function attemptsTo(
  store: Store,
  phoneNumber: string,
  { since, until }: { since: Instant; until: Instant },
): Promise<number> {
  const row = await store
    .selectFrom('calls')
    .select((it) => it.fn.countAll<number>().as('count'))
    .where('phone_reversed', '=', reversedDigits(phoneNumber))
    .where('ended_at', '>=', since)
    .where('ended_at', '<=', until)
    .executeTakeFirstOrThrow();
  return Number(row.count);
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
