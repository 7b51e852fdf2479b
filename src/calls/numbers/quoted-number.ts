import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

import { formatTerm } from '../filter/format.ts';
import { dimensionOf, type Filter, type Term } from '../filter.ts';
import { digitGroupsIn } from './written-numbers.ts';

/** Fewer are the end of many numbers, and all that is shown of one anyway. */
const fewestDigits = 7;

/**
 * Whether words name this number: in full, as one dials it within its country, or by so many of its digits that hardly
 * another is meant.
 *
 * @param phoneNumber in international form, as `+33199001234`
 */
export function quotesNumber(text: string, phoneNumber: string): boolean {
  // A SIP address.
  if (phoneNumber.includes('@')) return text.toLowerCase().includes(phoneNumber.replace(/^sips?:/, ''));
  const whole = phoneNumber.replace(/^\+|^0+/, '');
  const national = parsePhoneNumberFromString(phoneNumber)?.nationalNumber ?? whole;
  return digitGroupsIn(text)
    .flatMap(joined)
    .some((digits) => {
      if (digits.includes(national)) return true;
      if (digits.length < fewestDigits) return false;
      return whole.endsWith(digits) || (whole.startsWith(digits) && digits.length >= whole.length - 2);
    });
}

/** “+33 (0) 1 99 00 12 34” digit by digit. */
const mostGroups = 15;

/** Groups of digits that follow each other, put together in every way: where a number ends is not known. */
function joined(groups: string[]): string[] {
  return groups.flatMap((_, from) =>
    groups.slice(from, from + mostGroups).map((_, length) => groups.slice(from, from + length + 1).join('')),
  );
}

/**
 * The filter without the words that name somebody. Null where it would choose more then: a filter for one number
 * without the number is a filter for all.
 */
export function withoutQuotes({ terms }: Filter, isQuoting: (words: string) => boolean): Filter | null {
  const quoting = terms.filter((term) => isQuoting(formatTerm(term)));
  const kept = terms.filter((term) => !quoting.includes(term));
  const narrows = (term: Term) =>
    !term.negated && !kept.some((it) => !it.negated && dimensionOf(it) === dimensionOf(term));
  return quoting.some(narrows) ? null : { terms: kept };
}
