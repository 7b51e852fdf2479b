import type { Generated } from 'kysely';

import type { Instant } from '../../../calls/call.ts';
import type { Combination, Tally } from '../../../calls/tallies/tally.ts';

/** The words that calls have in common: those that a bare outcome keeps. Named as in `calls`, for the same filters. */
export interface CombinationsTable extends Combination {
  id: Generated<number>;
  /** One for each combination; see `keyOf`. */
  key: string;
}

/** How many calls of each combination ended in each hour and each day of UTC, and ever; see `keepTallies`. */
export interface TalliesTable {
  length: Tally['length'];
  /** Its start; 0 of all calls, which are kept without times. */
  at: Instant;
  combination: number;
  calls: number;
  call_backs: number;
  /** How long calls lasted from the answer on, of those with both times: see `packTimes`. */
  talk: string | null;
  /** How long they rang until the answer, of those with both times. */
  ring: string | null;
}

/** What extracted fields are counted by: a value that enough stored calls give, or all other values of a field. */
export interface FieldValuesTable {
  id: Generated<number>;
  /** Of the field, as in `call_fields`. */
  name: string;
  /** 0 is all others. */
  is_named: number;
  /** Empty for all others. */
  value: string;
}

/** How the calls went that ended in each hour and each day of UTC and have this value; see `keepFieldTallies`. */
export interface FieldTalliesTable {
  value_id: number;
  length: 'hour' | 'day';
  /** Its start. */
  at: Instant;
  calls: number;
  answered: number;
  failed: number;
}
