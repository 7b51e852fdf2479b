import type { Instant } from '../call.ts';
import type { Period } from '../stats.ts';
import { type Predicate, predicateOf } from './predicate.ts';
import { termsOf } from './refine.ts';
import type { Filter, FilterContext } from './term.ts';

/** The times that a filter’s words for time choose, in order and apart; without any, all of time. */
export function intervalsOf(filter: Filter, context: FilterContext): Period[] {
  return chosenBy(predicateOf({ terms: termsOf(filter, 'period') }, context));
}

const always: Period[] = [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }];

function chosenBy(predicate: Predicate): Period[] {
  if ('all' in predicate) return predicate.all.map(chosenBy).reduce(both, always);
  if ('any' in predicate)
    return without(predicate.any.map((it) => without(chosenBy(it))).reduce(both, always));
  if ('not' in predicate) return without(chosenBy(predicate.not));
  if (predicate.test === 'ended-from') return [{ from: predicate.at, to: Number.POSITIVE_INFINITY }];
  if (predicate.test === 'ended-before') return [{ from: Number.NEGATIVE_INFINITY, to: predicate.at }];
  throw new Error(`${predicate.test} says nothing of time`);
}

/** What is in one and in the other. */
export function both(some: Period[], others: Period[]): Period[] {
  return some
    .flatMap((one) =>
      others.map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) })),
    )
    .filter(({ from, to }) => from < to)
    .sort((one, other) => one.from - other.from);
}

function without(periods: Period[]): Period[] {
  const edges: Instant[] = [
    Number.NEGATIVE_INFINITY,
    ...periods.flatMap(({ from, to }) => [from, to]),
    Number.POSITIVE_INFINITY,
  ];
  const between = Array.from({ length: edges.length / 2 }, (_, index) => ({
    from: edges[2 * index] as Instant,
    to: edges[2 * index + 1] as Instant,
  }));
  return between.filter(({ from, to }) => from < to);
}
