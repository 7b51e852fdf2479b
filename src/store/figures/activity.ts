import { sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { type Slice, sliceMs } from '../../calls/incidents/activity.ts';
import { dialErrorsOf } from '../../calls/outcome.ts';
import { readerOf, type Store } from '../engine/database.ts';

/** What ended in each five minutes of a time, its start included and its end not. */
export async function slicesBetween(store: Store, from: Instant, to: Instant): Promise<Slice[]> {
  const rows = await readerOf(store)
    .selectFrom('calls')
    .where('ended_at', '>=', from)
    .where('ended_at', '<', to)
    .select([
      sql<number>`ended_at / ${sql.lit(sliceMs)}`.as('slice'),
      sql<number>`count(*)`.as('calls'),
      sql<number>`count(*) filter (where result = 'human')`.as('answered'),
      ...dialErrorsOf('ours').map((error) =>
        sql<number>`count(*) filter (where dial_error = ${sql.lit(error)})`.as(error),
      ),
    ])
    .groupBy('slice')
    .orderBy('slice')
    .execute();
  return rows.map(({ slice, calls, answered, ...errors }) => ({
    at: Number(slice) * sliceMs,
    calls: Number(calls),
    answered: Number(answered),
    errors: Object.fromEntries(Object.entries(errors).map(([error, count]) => [error, Number(count)])),
  }));
}
