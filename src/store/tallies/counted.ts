import type { Instant } from '../../calls/call.ts';
import { type Combination, daysOf, hoursChangedBy, keyOf, type Tally } from '../../calls/tallies/tally.ts';
import { packTimes } from '../../calls/tallies/times.ts';
import { dayMs, hourMs } from '../../calls/time/durations.ts';
import type { Store } from '../engine/database.ts';
import type { TalliesTable } from '../engine/tables/tallies.ts';
import { tallyOf } from './keep-tallies.ts';

/** How many calls ended in an hour or a day, or ever, counted now, and whether the same is kept. */
export interface Compared {
  counted: Tally[];
  isKept: boolean;
}

/** By the calls that are stored. */
export async function compareHour(tx: Store, at: Instant): Promise<Compared> {
  const rows = await tx
    .selectFrom('calls')
    .select(['status', 'result', 'dial_error', 'end_reason', 'ended_by', 'country', 'call_back'])
    .select(['started_at', 'answered_at', 'ended_at', 'talk_ms'])
    .where('ended_at', '>=', at)
    .where('ended_at', '<', at + hourMs)
    .execute();
  const counted = hoursChangedBy(rows.map((after) => ({ before: null, after })));
  return { counted, isKept: areAlike(counted, await keptIn(tx, 'hour', at, at)) };
}

/** By the hours as they are kept. */
export async function compareDay(tx: Store, at: Instant): Promise<Compared> {
  const counted = daysOf(await keptIn(tx, 'hour', at, at + dayMs - hourMs));
  return { counted, isKept: areAlike(counted, await keptIn(tx, 'day', at, at)) };
}

/** All calls, by the days as they are kept. */
export async function compareEver(tx: Store): Promise<Compared> {
  const rows = await tx
    .selectFrom('tallies')
    .innerJoin('combinations', 'combinations.id', 'tallies.combination')
    .select(['status', 'result', 'dial_error', 'end_reason', 'ended_by', 'country'])
    .select(({ fn }) => [fn.sum<number>('calls').as('calls'), fn.sum<number>('call_backs').as('callBacks')])
    .where('length', '=', 'day')
    .groupBy('combinations.id')
    .execute();
  const counted = rows.map(({ calls, callBacks, ...combination }): Tally => {
    const sums = { calls: Number(calls), callBacks: Number(callBacks) };
    return { length: 'ever', at: 0, combination, ...sums, talk: new Map(), ring: new Map() };
  });
  return { counted, isKept: areAlike(counted, await keptIn(tx, 'ever', 0, 0)) };
}

async function keptIn(tx: Store, length: Tally['length'], first: Instant, last: Instant): Promise<Tally[]> {
  const rows = await tx
    .selectFrom('tallies')
    .leftJoin('combinations', 'combinations.id', 'tallies.combination')
    .selectAll()
    .where('length', '=', length)
    .where('at', '>=', first)
    .where('at', '<=', last)
    .execute();
  return rows.map((row) => tallyOf(row as unknown as TalliesTable, row as unknown as Combination));
}

function areAlike(some: Tally[], others: Tally[]): boolean {
  const [one, other] = [linesOf(some), linesOf(others)];
  return one.length === other.length && one.every((line, index) => line === other[index]);
}

function linesOf(tallies: Tally[]): string[] {
  return tallies
    .map(({ at, combination, calls, callBacks, talk, ring }) =>
      [at, keyOf(combination), calls, callBacks, packTimes(talk), packTimes(ring)].join(' '),
    )
    .sort();
}
