import type { Digest } from './digest.ts';
import { within } from './filter/refine.ts';
import { type Filter, storedFilter } from './filter.ts';

/** The calls that a digest counts, as words that find them again. */
export function digestFilter({ filter, from, to }: Pick<Digest, 'filter' | 'from' | 'to'>): Filter {
  return within(storedFilter(filter), from, to);
}
