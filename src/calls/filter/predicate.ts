import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

import type { Instant } from '../call.ts';
import { reversedDigits } from '../numbers/phone.ts';
import { dialErrorsOf, knownDialErrors, knownResults } from '../outcome.ts';
import { endOf, startOf } from './bounds.ts';
import { durationMs } from './moment.ts';
import { maskedPhone } from './phone-word.ts';
import type { Condition, Filter, FilterContext, Term } from './term.ts';

/**
 * What a filter means, in comparisons so plain that they mean the same over a call and in SQL.
 * A comparison with a value that is not there is false, and its negation true.
 */
export type Predicate = { all: Predicate[] } | { any: Predicate[] } | { not: Predicate } | Comparison;

export type Comparison =
  | { test: 'is' | 'is-ignoring-case' | 'begins-with'; column: TextColumn; value: string }
  /** The last digits of a number of at least so many; an address or a name has none. */
  | { test: 'ends-in'; column: 'phoneReversed'; value: string; fewestDigits: number }
  | { test: 'is-known'; column: TextColumn }
  | { test: 'ended-from' | 'ended-before'; at: Instant }
  /** For how long somebody talked; null where nobody did. */
  | { test: 'talked-longer' | 'talked-shorter'; ms: number }
  | { test: 'promises-call-back' }
  | { test: 'has-field'; name: string }
  | { test: 'field-is'; name: string; value: string };

export type TextColumn =
  | 'status'
  | 'result'
  | 'dialError'
  | 'endReason'
  | 'endedBy'
  | 'country'
  | 'phoneNumber'
  | 'phoneReversed';

/**
 * Words of one dimension widen the choice (`human voicemail`), each further dimension narrows it, and a minus
 * always leaves out.
 */
export function predicateOf(filter: Filter, context: FilterContext): Predicate {
  const chosen = filter.terms.filter((term) => !term.negated);
  const leftOut = filter.terms.filter((term) => term.negated);
  const dimensions = Map.groupBy(chosen, dimensionOf);
  return {
    all: [
      ...[...dimensions.values()].map((terms) => anyOf(terms.map((term) => meaningOf(term, context)))),
      ...leftOut.map((term) => ({ not: meaningOf(term, context) })),
    ],
  };
}

/** Words of one dimension are alternatives. */
export function dimensionOf(term: Term): string {
  if (term.kind === 'field') return `field ${term.name}`;
  return ['result', 'dial-error', 'side'].includes(term.kind) ? 'outcome' : term.kind;
}

function anyOf(predicates: Predicate[]): Predicate {
  return predicates.length === 1 ? (predicates[0] as Predicate) : { any: predicates };
}

function meaningOf(condition: Condition, context: FilterContext): Predicate {
  switch (condition.kind) {
    case 'status':
      return condition.value === 'errored' ? failed : connected;
    case 'result':
      return openWord('result', condition.value);
    case 'dial-error':
      return condition.value === noneGiven ? failedWithoutError : openWord('dialError', condition.value);
    case 'side':
      return anyOf(dialErrorsOf(condition.value).map((value) => is('dialError', value)));
    case 'promised':
      return { test: 'promises-call-back' };
    case 'ended-by':
      return is('endedBy', condition.value);
    case 'reason':
      return openWord('endReason', condition.value);
    case 'phone':
      return phoneIs(condition.value, context);
    case 'country':
      return is('country', condition.value);
    case 'longer':
      return { test: 'talked-longer', ms: lengthOf(condition.value) };
    case 'shorter':
      return { test: 'talked-shorter', ms: lengthOf(condition.value) };
    case 'extracted':
      return { test: 'has-field', name: condition.value };
    case 'day':
      return { all: [since(startOf(condition.value, context)), before(endOf(condition.value, context))] };
    case 'since':
      return since(startOf(condition.value, context));
    case 'until':
      return before(endOf(condition.value, context));
    case 'field':
      return { test: 'field-is', name: condition.name, value: condition.value };
  }
}

/** `error:none`: Revox gave no reason. */
export const noneGiven = 'none';

const hasDialError: Predicate = { test: 'is-known', column: 'dialError' };
/** The same calls as `hasFailed` picks among ended ones. */
const failed: Predicate = { any: [is('status', 'error'), hasDialError] };
const connected: Predicate = { all: [is('status', 'completed'), { not: hasDialError }] };
const failedWithoutError: Predicate = { all: [is('status', 'error'), { not: hasDialError }] };

function is(column: TextColumn, value: string): Predicate {
  return { test: 'is', column, value };
}

/** Words of ours are spelled as Revox spells them; others as somebody typed them. */
function openWord(column: 'result' | 'dialError' | 'endReason', value: string): Predicate {
  const isOurs = knownResults.includes(value) || knownDialErrors.includes(value);
  if (column !== 'endReason' && isOurs) return is(column, value);
  return { test: isAscii(value) ? 'is-ignoring-case' : 'is', column, value };
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/** Of a number with fewer digits a masked one shows one digit, so four are not to be asked for. */
const fewestDigits = 7;

function phoneIs(value: string, context: FilterContext): Predicate {
  const [, beginning, end] = maskedPhone.exec(value) ?? [];
  if (beginning === undefined || end === undefined) return onePhoneIs(value, context);
  return { all: [onePhoneIs(beginning, context), onePhoneIs(end, context)] };
}

function onePhoneIs(value: string, { numbers }: FilterContext): Predicate {
  const reversed = reversedDigits(value) as string;
  const fewest = numbers === 'any' ? 0 : fewestDigits;
  if (!value.startsWith('+'))
    return { test: 'ends-in', column: 'phoneReversed', value: reversed, fewestDigits: fewest };
  if (parsePhoneNumberFromString(value)?.isPossible()) return is('phoneReversed', reversed);
  return { test: 'begins-with', column: 'phoneNumber', value };
}

/** Canonical durations are never null. */
function lengthOf(duration: string): number {
  return durationMs(duration) ?? 0;
}

function since(at: Instant): Predicate {
  return { test: 'ended-from', at };
}

function before(at: Instant): Predicate {
  return { test: 'ended-before', at };
}
