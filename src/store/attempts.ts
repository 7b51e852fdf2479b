import type { Instant } from '../calls/call.ts';
import { reversedDigits } from '../calls/phone.ts';
import type { Store } from './database.ts';

/** How many calls to this number ended in that time, `until` included: 3 when the third has just ended. */
export async function attemptsTo(
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
