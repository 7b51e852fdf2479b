import type { SelectQueryBuilder } from 'kysely';

import type { Tables } from './tables.ts';

/** How many rows a question finds. */
export async function countRows<From extends keyof Tables>(
  found: SelectQueryBuilder<Tables, From, object>,
): Promise<number> {
  const counted = found.select((it) => it.fn.countAll<number>().as('count'));
  return Number((await counted.executeTakeFirstOrThrow()).count);
}
