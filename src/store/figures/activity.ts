import { sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { type Slice, sliceMs } from '../../calls/incidents/activity.ts';
import type { Beginnings } from '../../calls/incidents/beginnings.ts';
import { dialErrorsOf } from '../../calls/outcome.ts';
import type { Period } from '../../calls/stats.ts';
import { minuteMs } from '../../calls/time/durations.ts';
import { keptIn } from '../calls/kept/kinds.ts';
import { inReaderThread, type Store } from '../engine/database.ts';

/** What ended in each five minutes of a time, its start included and its end not. */
export async function slicesBetween(
  store: Store,
  from: Instant,
  to: Instant,
  lengthMs = sliceMs,
): Promise<Slice[]> {
  const rows = await inReaderThread(store)
    .selectFrom('calls')
    .where('ended_at', '>=', from)
    .where('ended_at', '<', to)
    .select([
      sql<number>`ended_at / ${sql.lit(lengthMs)}`.as('slice'),
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
    at: Number(slice) * lengthMs,
    calls: Number(calls),
    answered: Number(answered),
    errors: inNumbers(errors),
  }));
}

/** What ended in each hour of UTC of such times, as it was counted when calls were saved. */
export async function hoursBetween(store: Store, periods: Period[]): Promise<Slice[]> {
  const whole = periods.map((period) => ({ ...period, of: 0, length: 'hour' as const }));
  const errors = dialErrorsOf('ours').map(
    (error) =>
      sql`sum(case when calls.dial_error = ${sql.lit(error)} then kept.calls else 0 end) as ${sql.ref(error)}`,
  );
  const { rows } = await sql<Record<string, number>>`
    select kept.at as at, sum(kept.calls) as calls,
      sum(case when calls.result = 'human' then kept.calls else 0 end) as answered, ${sql.join(errors)}
    from ${keptIn(store, whole, sql`at, combination, calls`)}
      inner join combinations as calls on calls.id = kept.combination
    group by kept.at order by kept.at
  `.execute(inReaderThread(store));
  return rows.map(({ at, calls, answered, ...errors }) => ({
    at: Number(at),
    calls: Number(calls),
    answered: Number(answered),
    errors: inNumbers(errors),
  }));
}

function inNumbers(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([error, count]) => [error, Number(count)]));
}

export async function hasEndedBetween(store: Store, from: Instant, to: Instant): Promise<boolean> {
  const row = await store
    .selectFrom('calls')
    .where('ended_at', '>=', from)
    .where('ended_at', '<', to)
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** When the calls began that ended within a time, its start included and its end not, and in which country. */
export async function beginningsBetween(store: Store, from: Instant, to: Instant): Promise<Beginnings[]> {
  const rows = await inReaderThread(store)
    .selectFrom('calls')
    .where('ended_at', '>=', from)
    .where('ended_at', '<', to)
    .where('started_at', 'is not', null)
    .where('country', 'is not', null)
    .select([
      sql<number>`started_at / ${sql.lit(minuteMs)}`.as('minute'),
      sql<string>`country`.as('country'),
      sql<number>`count(*)`.as('calls'),
    ])
    .groupBy(['minute', 'country'])
    .orderBy('minute')
    .orderBy('country')
    .execute();
  return rows.map(({ minute, country, calls }) => ({
    at: Number(minute) * minuteMs,
    country,
    calls: Number(calls),
  }));
}
