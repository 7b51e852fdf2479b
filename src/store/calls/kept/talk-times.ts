import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';

import type { Digest } from '../../../calls/digest.ts';
import { addPacked, bucketOf, type Dense, denseTimes, percentileMs } from '../../../calls/tallies/times.ts';
import { inReaderThread, type Store } from '../../engine/database.ts';
import { filterExpression } from '../filter-sql.ts';
import { endedWithin, keptIn, type Plan, planOf, type Question } from './kinds.ts';

/**
 * Nearest-rank percentiles over answered calls that have both times: exact where all of them are counted now, else as
 * near as the buckets of what is kept, see `Times`.
 */
export async function talkTimes(store: Store, question: Question): Promise<Digest['talk']> {
  const plan = planOf(question);
  const [counted, kept] = await Promise.all([
    countedTimes(store, plan, question),
    keptTimes(store, plan, question),
  ]);
  if (plan.whole.length === 0) return exactly(counted);
  const times = await sumOf(kept ?? '');
  for (const ms of counted) {
    const bucket = bucketOf(ms);
    times[bucket] = (times[bucket] as number) + 1;
  }
  const [medianMs, p90Ms] = [percentileMs(times, 0.5), percentileMs(times, 0.9)];
  return medianMs === null || p90Ms === null ? null : { medianMs, p90Ms };
}

async function exactly(counted: Float64Array): Promise<Digest['talk']> {
  if (counted.length === 0) return null;
  await nextTurn();
  const sorted = counted.sort();
  const percentile = (part: number) => sorted[Math.ceil(sorted.length * part) - 1] as number;
  return { medianMs: percentile(0.5), p90Ms: percentile(0.9) };
}

/** Of many packed ones, one after the other. */
async function keptTimes(store: Store, { whole, filter }: Plan, { context }: Question) {
  if (whole.length === 0) return null;
  const each = keptIn(store, whole, sql`combination, talk`, sql`and talk is not null`);
  const { rows } = await sql<{ talk: string | null }>`
    select string_agg(kept.talk, ',') as talk
    from ${each} inner join combinations as calls on calls.id = kept.combination
    where calls.result = 'human' and ${filterExpression(filter, context)}
  `.execute(inReaderThread(store));
  return rows[0]?.talk ?? null;
}

async function countedTimes(store: Store, { ragged, filter }: Plan, { context }: Question) {
  if (ragged.length === 0) return new Float64Array();
  const { rows } = await sql<{ times: string | null; count: number }>`
    select string_agg(cast(calls.talk_ms as text), ',') as times, count(*) as count
    from calls where ${endedWithin(ragged)} and calls.talk_ms is not null and calls.result = 'human'
      and ${filterExpression(filter, context)}
  `.execute(inReaderThread(store));
  const [row] = rows;
  return row === undefined || row.times === null
    ? new Float64Array()
    : numbersIn(row.times, Number(row.count));
}

const [comma, zero] = [',', '0'].map((letter) => letter.charCodeAt(0)) as [number, number];

/** Of integers with commas between them: half a million without holding everything else up. */
function numbersIn(text: string, count: number): Float64Array {
  const numbers = new Float64Array(count);
  let index = 0;
  let number = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === comma) {
      numbers[index++] = number;
      number = 0;
    } else {
      number = number * 10 + (code - zero);
    }
  }
  numbers[index] = number;
  return numbers;
}

/** A year of it is a million letters, so these are read in turns. */
async function sumOf(packed: string): Promise<Dense> {
  const times = denseTimes();
  for (let from = 0; from < packed.length; ) {
    const comma = packed.indexOf(',', from + lettersAtOnce);
    const end = comma < 0 ? packed.length : comma;
    addPacked(times, packed, from, end);
    from = end + 1;
    await nextTurn();
  }
  return times;
}

const lettersAtOnce = 200_000;
