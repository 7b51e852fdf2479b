import { createHash } from 'node:crypto';

import { type Combination, keyOf } from '../../calls/tallies/tally.ts';
import type { Store } from '../engine/database.ts';
import { insertRows } from '../engine/insert-rows.ts';
import { inPieces } from '../engine/pieces.ts';

/** The numbers of combinations, by `keyOf`; those that are new are stored. */
export async function idsOf(tx: Store, combinations: Combination[]): Promise<Map<string, number>> {
  const wanted = new Map(combinations.map((combination) => [keyOf(combination), combination]));
  const known = await knownIds(tx, [...wanted.keys()]);
  const fresh = [...wanted].filter(([key]) => !known.has(key));
  if (fresh.length === 0) return known;
  const rows = fresh.map(([key, combination]) => ({ ...combination, key: shortKey(key) }));
  await insertRows(tx, 'combinations', rows);
  const keys = fresh.map(([key]) => key);
  const added = await knownIds(tx, keys);
  return new Map([...known, ...added]);
}

async function knownIds(tx: Store, keys: string[]): Promise<Map<string, number>> {
  const keyOfShort = new Map(keys.map((key) => [shortKey(key), key]));
  const known = new Map<string, number>();
  for await (const some of inPieces([...keyOfShort.keys()])) {
    const rows = await tx.selectFrom('combinations').select(['id', 'key']).where('key', 'in', some).execute();
    for (const { id, key } of rows) known.set(keyOfShort.get(key) as string, id);
  }
  return known;
}

/** A reason may be a sentence, and what is in an index has a longest length. */
function shortKey(key: string): string {
  return key.length <= longestKey ? key : createHash('sha256').update(key).digest('base64url');
}

const longestKey = 200;
