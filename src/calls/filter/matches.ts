import { type Call, type CallDetails, talkMs } from '../call.ts';
import { needsCallBack } from '../follow-ups/needs-call-back.ts';
import { countryOf, reversedDigits } from '../numbers/phone.ts';
import { scalarFields } from '../structured-fields.ts';
import { type Comparison, type Predicate, predicateOf, type TextColumn } from './predicate.ts';
import type { Filter, FilterContext } from './term.ts';

type FilterableCall = Call & Pick<CallDetails, 'structuredOutput'>;

/** Filters are about calls that ended; `endedAt` is the time that the store keeps, its own where Revox gave none. */
export function matches(filter: Filter, call: FilterableCall, context: FilterContext): boolean {
  return filter.terms.length === 0 || holds(predicateOf(filter, context), call);
}

function holds(predicate: Predicate, call: FilterableCall): boolean {
  if ('all' in predicate) return predicate.all.every((it) => holds(it, call));
  if ('any' in predicate) return predicate.any.some((it) => holds(it, call));
  if ('not' in predicate) return !holds(predicate.not, call);
  return compare(predicate, call);
}

function compare(comparison: Comparison, call: FilterableCall): boolean {
  switch (comparison.test) {
    case 'is':
      return textOf(call, comparison.column) === comparison.value;
    case 'is-ignoring-case':
      return lowerAscii(textOf(call, comparison.column)) === comparison.value;
    case 'begins-with':
      return textOf(call, comparison.column)?.startsWith(comparison.value) ?? false;
    case 'ends-in':
      return endsIn(comparison, textOf(call, comparison.column));
    case 'is-known':
      return textOf(call, comparison.column) !== null;
    case 'ended-from':
      return call.endedAt !== null && call.endedAt >= comparison.at;
    case 'ended-before':
      return call.endedAt !== null && call.endedAt < comparison.at;
    case 'talked-longer':
      return (talkMs(call) ?? 0) > comparison.ms;
    case 'talked-shorter':
      return (talkMs(call) ?? Number.POSITIVE_INFINITY) < comparison.ms;
    case 'promises-call-back':
      return needsCallBack(call) !== null;
    case 'has-field':
      return scalarFields(call.structuredOutput).some(({ name }) => name === comparison.name);
    case 'field-is':
      return scalarFields(call.structuredOutput).some(
        ({ name, value }) => name === comparison.name && value === comparison.value,
      );
  }
}

/** @param reversed as `reversedDigits` has it: a number in digits alone. */
function endsIn({ value, fewestDigits }: { value: string; fewestDigits: number }, reversed: string | null) {
  return (
    reversed !== null &&
    /^\d+$/.test(reversed) &&
    reversed.startsWith(value) &&
    reversed.length >= fewestDigits
  );
}

function textOf(call: FilterableCall, column: TextColumn): string | null {
  if (column === 'country') return countryOf(call.phoneNumber);
  return column === 'phoneReversed' ? reversedDigits(call.phoneNumber) : call[column];
}

/** As SQLite has it. */
export function lowerAscii(text: string | null): string | undefined {
  return text?.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
