import { choose, termsOf } from './refine.ts';
import type { Filter, Term } from './term.ts';

/**
 * Filters that find more than this one, the nearest first: a longer period, then one word less, then the period
 * alone. For a search that found nothing.
 */
export function wider(filter: Filter): Filter[] {
  const period = termsOf(filter, 'period');
  const words = filter.terms.filter((term) => !period.includes(term));
  const withoutOne = words.length < 2 ? [] : words.map((left) => without(filter, left));
  const periodAlone = words.length === 0 || period.length === 0 ? [] : [{ terms: period }];
  return [...longerPeriods(filter, period), ...withoutOne, ...periodAlone];
}

const ladder = ['24h', '7d', '30d'];

/** “7 days” for “today”; all of the time in the end. */
function longerPeriods(filter: Filter, period: Term[]): Filter[] {
  if (period.length === 0) return [];
  const longer = ladder
    .slice(rung(period))
    .map((value) => choose(filter, 'period', { kind: 'since', value }));
  return [...longer, choose(filter, 'period', null)];
}

/** The first step that is longer. A period of another form may lie anywhere, so a week is the first guess. */
function rung([only, ...others]: Term[]): number {
  if (only?.kind === 'day' && /^(?:last-week|this-month)$/.test(only.value)) return 2;
  if (only?.kind === 'day' && /month|year|^\d{4}-\d{2}$/.test(only.value)) return 3;
  if (only?.kind !== 'since' || only.negated || others.length > 0) return 1;
  const at = ladder.indexOf(only.value);
  if (at >= 0) return at + 1;
  if (/^\d+[smh]$/.test(only.value)) return 0;
  const [, days] = /^(\d+)d$/.exec(only.value) ?? [];
  return days === undefined ? 1 : Number(days) < 7 ? 1 : Number(days) < 30 ? 2 : 3;
}

function without({ terms }: Filter, left: Term): Filter {
  return { terms: terms.filter((term) => term !== left) };
}
