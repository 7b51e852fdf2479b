import type { Instant } from '../calls/call.ts';
import { describeFilter, storedFilter, type Term } from '../calls/filter.ts';
import { maskNumbers } from '../calls/numbers/mask-numbers.ts';
import { localDate } from '../calls/time/local-day.ts';

const mostCharacters = 80;

/** `revox-calls-busy-last-7-days-2026-11-28.csv`: what was searched for, and when. */
export function fileNameOf(
  { filter, askedAt }: { filter: string; askedAt: Instant },
  timezone: string,
): string {
  const search = slug(maskNumbers(storedFilter(filter).terms.map(nameOf).join(' ')));
  const parts = ['revox-calls', search, localDate(askedAt, timezone)];
  return `${parts.filter((part) => part !== '').join('-')}.csv`;
}

/** The direct message with the file stays, so its name has no value that may be about one person. */
function nameOf(term: Term): string {
  if (term.kind === 'phone') return 'number';
  if (term.kind === 'reason') return 'end reason';
  return term.kind === 'field' ? term.name : describeFilter({ terms: [term] });
}

function slug(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, mostCharacters)
    .replaceAll(/^-|-$/g, '');
}
