import { type Insertable, sql } from 'kysely';

import {
  addTally,
  type CallChange,
  type Combination,
  daysOf,
  everOf,
  hoursChangedBy,
  keyOf,
  type Tally,
} from '../../calls/tallies/tally.ts';
import { packTimes, unpackTimes } from '../../calls/tallies/times.ts';
import { isPostgres, type Store } from '../engine/database.ts';
import { insertRows } from '../engine/insert-rows.ts';
import type { TalliesTable } from '../engine/tables/tallies.ts';
import { idsOf } from './combinations.ts';

/**
 * Keeps the counts true, in the transaction that writes these calls. Code that writes `calls` gives the rows as they were
 * before and as they are now, and called `lockEndings` before it read them.
 */
export async function keepTallies(tx: Store, changes: CallChange[]): Promise<void> {
  const hours = hoursChangedBy(changes);
  if (hours.length > 0) await addToTallies(tx, [...hours, ...daysOf(hours), ...everOf(hours)]);
}

/** Adds differences to what is kept. */
async function addToTallies(tx: Store, more: Tally[]): Promise<void> {
  const combinations = more.map(({ combination }) => combination);
  const ids = await idsOf(tx, combinations);
  const keyed = more.map((tally) => ({ tally, id: ids.get(keyOf(tally.combination)) as number }));
  const kept = await keptRows(tx, keyed);
  const rows = keyed.map(({ tally, id }) => rowOf(sumOf(kept.get(placeOf(tally, id)), tally), id));
  await writeTallies(tx, rows);
}

/** Rows without a call go. */
export async function writeTallies(tx: Store, rows: Insertable<TalliesTable>[]): Promise<void> {
  await insertRows(tx, 'tallies', rows, ['length', 'at', 'combination']);
  const empty = rows.filter(({ calls }) => calls <= 0);
  for (const length of ['hour', 'day', 'ever'] as const) {
    const times = [...new Set(empty.filter((row) => row.length === length).map(({ at }) => at))];
    if (times.length === 0) continue;
    await tx
      .deleteFrom('tallies')
      .where('length', '=', length)
      .where('at', 'in', times)
      .where('calls', '<=', 0)
      .execute();
  }
}

export function rowOf(tally: Tally, combination: number): Insertable<TalliesTable> {
  const { length, at, calls, callBacks, talk, ring } = tally;
  return {
    length,
    at,
    combination,
    calls,
    call_backs: callBacks,
    talk: packTimes(talk),
    ring: packTimes(ring),
  };
}

export function tallyOf(row: TalliesTable, combination: Combination): Tally {
  const { length, at, calls, call_backs, talk, ring } = row;
  return {
    length,
    at: Number(at),
    combination,
    calls,
    callBacks: call_backs,
    talk: unpackTimes(talk),
    ring: unpackTimes(ring),
  };
}

function sumOf(kept: TalliesTable | undefined, more: Tally): Tally {
  if (kept === undefined) return more;
  const sum = tallyOf(kept, more.combination);
  addTally(sum, more);
  return sum;
}

function placeOf({ length, at }: { length: string; at: number }, id: number): string {
  return `${length} ${at} ${id}`;
}

/** One question, however many there are. As JSON, so that its text is always the same and is prepared once. */
async function keptRows(tx: Store, wanted: { tally: Tally; id: number }[]) {
  const places = JSON.stringify(
    wanted.map(({ tally: { length, at }, id }) => ({ length, at, combination: id })),
  );
  const { rows } = await (isPostgres(tx)
    ? sql<TalliesTable>`
        select tallies.* from json_to_recordset(${places}::json) as wanted(length text, at bigint, combination integer)
        inner join tallies using (length, at, combination)
      `
    : sql<TalliesTable>`
        select tallies.* from json_each(${places}) as wanted cross join tallies
        on length = wanted.value ->> 'length' and at = wanted.value ->> 'at'
        and combination = wanted.value ->> 'combination'
      `
  ).execute(tx);
  return new Map(rows.map((row) => [placeOf(row, row.combination), row]));
}
