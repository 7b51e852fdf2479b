import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

import { numbersIn } from '../numbers/written-numbers.ts';
import { readWord } from './read-word.ts';
import { tokensOf } from './tokens.ts';

/** As many last digits as a masked number shows. */
const shownDigits = 4;

/** “+33199001234” is one; the beginning of a number is none. */
export function isWholeNumber(phone: string): boolean {
  return phone.startsWith('+') && parsePhoneNumberFromString(phone)?.isPossible() === true;
}

/**
 * Whether these digits of a number may be asked for by somebody who sees numbers masked. An answer says yes or no, so
 * that with beginnings and endings of any length a number could be spelt out digit by digit.
 * @param phone as `canonicalPhone` writes it
 */
export function isAskable(phone: string): boolean {
  if (!phone.startsWith('+')) return phone.length === shownDigits;
  return callingCodes().has(phone.slice(1)) || isWholeNumber(phone);
}

export const notAskable = [
  'Numbers are masked here, so phone: takes a country code (phone:+33), the last four digits (phone:1234)',
  'or one whole number with its country code.',
].join(' ');

/** Whole numbers that stand anywhere in what somebody typed or clicked, or that a filter would read, each once. */
export function wholeNumbersIn(text: string): string[] {
  // A field or a reason is asked for as it was noted, and that may be without a country code.
  const isOfNotes = /(?:field|reason):/i.test(text);
  const parts = isOfNotes ? text.split('"') : [text];
  const written = parts
    .flatMap(numbersIn)
    .flatMap(({ digits, international }) => international ?? (isOfNotes ? digits : []));
  const read = tokensOf(text).map((token) => readWord(token.replace(/^\p{Pd}+/u, '')));
  const asked = read.flatMap((it) => ('kind' in it && it.kind === 'phone' ? it.value : []));
  return [...new Set([...written, ...asked.filter(isWholeNumber)])];
}

let known: Set<string> | undefined;

function callingCodes(): Set<string> {
  known ??= new Set(getCountries().map((country) => getCountryCallingCode(country) as string));
  return known;
}
