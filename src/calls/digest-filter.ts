import type { Digest } from './digest.ts';
import type { FilterProblem } from './filter/parse.ts';
import { termsOf, within } from './filter/refine.ts';
import { type Filter, formatFilter, storedFilter } from './filter.ts';

/** The calls that a digest counts, as words that find them again. */
export function digestFilter({ filter, from, to }: Pick<Digest, 'filter' | 'from' | 'to'>): Filter {
  return within(storedFilter(filter), from, to);
}

/** A digest has a period of its own, so it takes no other. */
export function periodOfDigest(filter: Filter): FilterProblem[] {
  const period = termsOf(filter, 'period');
  if (period.length === 0) return [];
  const word = formatFilter({ terms: period });
  const message = 'A digest covers the days since the last one, so it takes no period. Numbers of a period:';
  return [{ word, message, suggestion: '', commands: [`stats ${formatFilter(filter)}`] }];
}
