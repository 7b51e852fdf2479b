import { sql } from 'kysely';

import { addOutcomes, type Outcomes } from '../../calls/tallies/field-tally.ts';
import { dayMs } from '../../calls/time/durations.ts';
import { filterExpression } from '../calls/filter-sql.ts';
import { inReaderThread, type Store } from '../engine/database.ts';
import { type Asked, type CountedCalls, tallyBy } from './figures.ts';
import type { WordTally } from './kinds.ts';

/**
 * The calls of a period by the states of their follow-ups, most calls first; null is without one. From the follow-ups
 * on, since most calls have none.
 *
 * @param all how all calls of the period went.
 */
export async function followUpGroups(store: Store, asked: Asked, all: Outcomes): Promise<WordTally[]> {
  const state = sql<string | null>`(select state from follow_ups where call_id = calls.id)`;
  const groups = await tallyBy(followedUp(store, asked), state, false);
  const without = { calls: all.calls, answered: all.answered, failed: all.failed };
  for (const { calls, answered, failed } of groups)
    addOutcomes(without, { calls: -calls, answered: -answered, failed: -failed });
  if (without.calls > 0) groups.push({ word: null, ...without });
  return groups.sort((one, other) => other.calls - one.calls);
}

function followedUp(store: Store, { period: { from, to }, filter, context }: Asked): CountedCalls {
  const reader = inReaderThread(store);
  // A follow-up is made once its call has ended, and clocks differ by hours at most.
  const made = reader
    .selectFrom('follow_ups')
    .select('call_id')
    .where('made_at', '>=', from - dayMs);
  // The plus keeps the index on ends out of it.
  return reader
    .selectFrom('calls')
    .where('calls.id', 'in', made)
    .where(sql<number>`+calls.ended_at`, '>=', from)
    .where(sql<number>`+calls.ended_at`, '<', to)
    .where(filterExpression(filter, context));
}
