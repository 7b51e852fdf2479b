import { wider } from '../../calls/filter/widen.ts';
import { type Filter, type FilterContext, formatFilter } from '../../calls/filter.ts';
import { hasCalls } from '../../store/calls/has-calls.ts';
import type { Database } from '../../store/engine/database.ts';

const mostOffered = 3;
const mostTried = 8;

/** For a search that found nothing: the filters nearest to it that find something, in their canonical words. */
export async function nearestFilters(
  db: Database,
  filter: Filter,
  context: FilterContext,
  messageId: string | null,
): Promise<string[]> {
  const found: string[] = [];
  for (const candidate of wider(filter).slice(0, mostTried)) {
    if (found.length === mostOffered) break;
    if (await hasCalls(db, { filter: candidate, context, messageId })) found.push(formatFilter(candidate));
  }
  return found;
}
