import type { Filter, Term } from '../filter/term.ts';
import type { Period } from '../stats.ts';
import { dayMs } from '../time/durations.ts';

const ofOutcome = new Set<Term['kind']>([
  'status',
  'result',
  'dial-error',
  'side',
  'ended-by',
  'reason',
  'country',
]);
const ofTime = new Set<Term['kind']>(['day', 'since', 'until']);

/** The words of a filter that are about how a call went. */
export function outcomeTerms({ terms }: Filter): Filter {
  return { terms: terms.filter(({ kind }) => ofOutcome.has(kind)) };
}

/**
 * The same where all others are about time: kept counts tell how many such calls there are. Null where a filter asks
 * for more, a number or a field.
 */
export function outcomeWords(filter: Filter): Filter | null {
  const isMore = filter.terms.some(({ kind }) => !ofOutcome.has(kind) && !ofTime.has(kind));
  return isMore ? null : outcomeTerms(filter);
}

/** From before any call to after any: whole days. */
export const ever: Period = { from: -100_000 * dayMs, to: 100_000 * dayMs };
