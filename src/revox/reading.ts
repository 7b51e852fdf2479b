import type { ListedRow } from '../sync/call-list.ts';
import type { RevoxError } from './errors.ts';

/** One page, newest first, and whether it fits what we believe about the server. */
export interface Reading {
  rows: ListedRow[];
  last: boolean;
  doubt: Doubt | null;
  refusal: RevoxError | null;
}

/**
 * - `declined`: the server wants no such question.
 * - `nothing-there`: the list is empty, or what we ask is not understood.
 * - `repeated`: the second page is the first one again.
 * - `order`: the times run from old to new, or tell nothing where we do not know yet.
 */
export type Doubt = 'declined' | 'nothing-there' | 'repeated' | 'order';

export function reading(rows: ListedRow[], rest: Partial<Reading> = {}): Reading {
  return { rows, last: false, doubt: null, refusal: null, ...rest };
}
