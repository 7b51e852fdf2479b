import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

import { addressesIn } from '../numbers/mask-numbers.ts';
import { numbersIn } from '../numbers/written-numbers.ts';
import { readWord } from './read-word.ts';
import type { Condition } from './term.ts';
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

export const notInOnePiece = [
  'Write a whole number or an e-mail address in one piece, without other words in it,',
  'for example phone:+33199001234.',
].join(' ');

/**
 * Whole numbers, and addresses of e-mail, that somebody who typed or clicked this looks up, each once. What a button
 * carries is read as it is meant: anyone can send any value, in any spelling of JSON.
 */
export function lookUpsIn(text: string): string[] {
  return [...new Set(textsIn(text).flatMap(lookUpsInWords))];
}

function lookUpsInWords(text: string): string[] {
  const written = numbersIn(text).flatMap(({ international }) => international ?? []);
  const read = tokensOf(text).map((token) => readWord(token.replace(/^\p{Pd}+/u, '')));
  return [...written, ...read.flatMap((it) => ('kind' in it ? lookUpsOf(it) : []))];
}

/** A field or a reason is asked for as it was noted, and that may be without a country code. */
export function lookUpsOf(condition: Condition): string[] {
  const { kind, value } = condition;
  if (kind === 'phone') return isWholeNumber(value) ? [value] : [];
  if (kind === 'day' || kind === 'since' || kind === 'until') return [];
  return [
    ...numbersIn(value).map(({ digits, international }) => international ?? digits),
    ...addressesIn(value),
  ];
}

function textsIn(text: string): string[] {
  try {
    return stringsOf(JSON.parse(text));
  } catch {
    return [text];
  }
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(stringsOf);
  return [String(value)];
}

let known: Set<string> | undefined;

function callingCodes(): Set<string> {
  known ??= new Set(getCountries().map((country) => getCountryCallingCode(country) as string));
  return known;
}
