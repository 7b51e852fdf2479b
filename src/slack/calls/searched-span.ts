import type { Instant } from '../../calls/call.ts';
import { endOf, startOf } from '../../calls/filter/bounds.ts';
import type { Filter, FilterContext } from '../../calls/filter.ts';

export interface SearchedSpan {
  searchedFrom: Instant | null;
  searchedUntil: Instant | null;
}

/**
 * From when to when a list looked: what is stored, narrowed by the filter's words for time.
 *
 * @param storedFrom When the oldest stored call ended; null when there is none.
 */
export function searchedSpan(
  filter: Filter,
  context: FilterContext,
  storedFrom: Instant | null,
): SearchedSpan {
  if (storedFrom === null) return { searchedFrom: null, searchedUntil: null };
  const starts: Instant[] = [];
  const ends: Instant[] = [];
  for (const { kind, value, negated } of filter.terms) {
    if (negated) continue;
    if (kind === 'since' || kind === 'day') starts.push(startOf(value, context));
    if (kind === 'until' || kind === 'day') ends.push(endOf(value, context));
  }
  return {
    searchedFrom: Math.max(storedFrom, starts.length === 0 ? storedFrom : Math.min(...starts)),
    searchedUntil: ends.length === 0 ? null : Math.max(...ends),
  };
}
