import { lowerAscii } from './matches.ts';
import { type Comparison, dimensionOf, type Predicate, predicateOf } from './predicate.ts';
import type { Filter, FilterContext, Term } from './term.ts';

/**
 * Words of a filter that no call can fulfil together, whatever is stored: `completed busy`, `human -human`. The fewest
 * that show it; null where a call is thinkable. Nobody needs to look for such calls.
 */
export function contradictionIn({ terms }: Filter, context: FilterContext): Term[] | null {
  const isImpossible = (some: Term[]) => !isThinkable([predicateOf({ terms: some }, context)], []);
  if (!isImpossible(terms)) return null;
  const groups = groupsOf(terms);
  const pairs = groups.flatMap((group, index) =>
    groups.slice(index + 1).map((other) => [...group, ...other]),
  );
  return [...groups, ...pairs].find(isImpossible) ?? terms;
}

/** What holds or fails as one: the alternatives of a dimension, and each word with a minus. */
function groupsOf(terms: Term[]): Term[][] {
  const groups = Map.groupBy(terms, (term) => (term.negated ? term : dimensionOf(term)));
  return [...groups.values()];
}

interface Fact {
  comparison: Comparison;
  negated: boolean;
}

/**
 * Takes for known what must hold, and drops the alternatives that clash with it, until nothing changes. What is left
 * may still be impossible; what is said to be so, is.
 */
function isThinkable(parts: Predicate[], known: Fact[]): boolean {
  const facts = [...known];
  let open: Predicate[][] = [];
  for (const part of parts) if (!learn(part, false, facts, open)) return false;
  for (let before = -1; before !== facts.length; ) {
    before = facts.length;
    const undecided: Predicate[][] = [];
    for (const choice of open) {
      const left = choice.filter((alternative) => isThinkable([alternative], facts));
      if (left.length === 0) return false;
      if (left.length > 1) undecided.push(left);
      else if (!learn(left[0] as Predicate, false, facts, undecided)) return false;
    }
    open = undecided;
  }
  return true;
}

/** @returns false where it clashes with what is known. */
function learn(predicate: Predicate, negated: boolean, facts: Fact[], open: Predicate[][]): boolean {
  if ('not' in predicate) return learn(predicate.not, !negated, facts, open);
  if ('test' in predicate) {
    const fact = { comparison: predicate, negated };
    if (facts.some((other) => clash(fact, other))) return false;
    facts.push(fact);
    return true;
  }
  const parts = 'all' in predicate ? predicate.all : predicate.any;
  if ('all' in predicate !== negated) return parts.every((part) => learn(part, negated, facts, open));
  open.push(negated ? parts.map((part) => ({ not: part })) : parts);
  return true;
}

/** Whether nothing can be both. A comparison with a value that is not there is false. */
function clash(one: Fact, other: Fact): boolean {
  if (one.negated && other.negated) return false;
  if (one.negated || other.negated) {
    const [held, denied] = one.negated ? [other, one] : [one, other];
    return implies(held.comparison, denied.comparison);
  }
  return excludes(one.comparison, other.comparison) || excludes(other.comparison, one.comparison);
}

/** Whether every call that fulfils the one fulfils the other. */
function implies(one: Comparison, other: Comparison): boolean {
  if (JSON.stringify(one) === JSON.stringify(other)) return true;
  if (one.test === 'ended-from' && other.test === 'ended-from') return one.at >= other.at;
  if (one.test === 'ended-before' && other.test === 'ended-before') return one.at <= other.at;
  if (one.test === 'talked-longer' && other.test === 'talked-longer') return one.ms >= other.ms;
  if (one.test === 'talked-shorter' && other.test === 'talked-shorter') return one.ms <= other.ms;
  if (one.test === 'field-is' && other.test === 'has-field') return one.name === other.name;
  if (!('column' in one && 'column' in other) || one.column !== other.column) return false;
  if (other.test === 'is-known') return true;
  if (one.test === 'is-known') return false;
  if (other.test === 'ends-in') {
    const digits = one.test === 'ends-in' ? one.fewestDigits : one.value.length;
    return one.value.startsWith(other.value) && digits >= other.fewestDigits;
  }
  if (one.test === 'ends-in') return false;
  if (other.test === 'begins-with')
    return one.test !== 'is-ignoring-case' && one.value.startsWith(other.value);
  return other.test === 'is-ignoring-case' && one.test === 'is' && lowerAscii(one.value) === other.value;
}

function excludes(one: Comparison, other: Comparison): boolean {
  if (one.test === 'ended-from' && other.test === 'ended-before') return one.at >= other.at;
  if (one.test === 'talked-longer' && other.test === 'talked-shorter') return one.ms >= other.ms;
  if (!('column' in one && 'column' in other) || one.column !== other.column) return false;
  if (one.test === 'is-known' || other.test === 'is-known') return false;
  if (isBeginning(one) && isBeginning(other))
    return !one.value.startsWith(other.value) && !other.value.startsWith(one.value);
  if (isBeginning(one) || isBeginning(other))
    return one.test === 'is' && isBeginning(other) && !one.value.startsWith(other.value);
  if (one.test === other.test) return one.value !== other.value;
  return one.test === 'is' && lowerAscii(one.value) !== other.value;
}

/** The last digits are the first of the digits backwards. */
function isBeginning({ test }: Comparison): boolean {
  return test === 'begins-with' || test === 'ends-in';
}
