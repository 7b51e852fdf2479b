import type { Instant } from '../call.ts';
import type { Condition, Filter, Term } from './term.ts';

/** What a click can narrow a list by: each is chosen separately. */
export type Aspect = 'status' | 'outcome' | 'period';

const kinds: Record<Aspect, Term['kind'][]> = {
  status: ['status'],
  outcome: ['result', 'dial-error', 'side'],
  period: ['day', 'since', 'until'],
};

/** The filter with one aspect replaced; null leaves it open. */
export function choose({ terms }: Filter, aspect: Aspect, condition: Condition | null): Filter {
  const others = terms.filter(({ kind }) => !kinds[aspect].includes(kind));
  return { terms: condition === null ? others : [...others, { ...condition, negated: false }] };
}

/** What a filter says of one aspect. */
export function termsOf({ terms }: Filter, aspect: Aspect): Term[] {
  return terms.filter(({ kind }) => kinds[aspect].includes(kind));
}

/**
 * The calls of one line of a report: those that the report is about, with this word. Words of one kind widen each
 * other, so the report's own words of that kind make room.
 */
export function narrowTo({ terms }: Filter, condition: Condition): Filter {
  const alike = Object.values(kinds).find((group) => group.includes(condition.kind)) ?? [condition.kind];
  const others = terms.filter(({ kind, negated }) => negated || !alike.includes(kind));
  return { terms: [...others, { ...condition, negated: false }] };
}

/** Calls that ended from one instant up to another, to the second, whatever the filter said of time. */
export function within(filter: Filter, from: Instant, to: Instant): Filter {
  const { terms } = choose(filter, 'period', since(from));
  return { terms: [...terms, { kind: 'until', value: inSeconds(to), negated: false }] };
}

export function since(from: Instant): Condition {
  return { kind: 'since', value: inSeconds(from) };
}

/** As the grammar writes an instant. */
function inSeconds(instant: Instant): string {
  return new Date(Math.floor(instant / 1000) * 1000).toISOString().replace('.000', '');
}
