import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min';

import { numbersIn } from '../numbers/written-numbers.ts';
import { lookUpsOf } from './look-ups.ts';
import { isWholeNumber, maskedPhone } from './phone-word.ts';
import { conditionsIn } from './pieces.ts';

/** As many last digits as a masked number shows. */
const shownDigits = 4;

/**
 * Whether these digits of a number may be asked for by somebody who sees numbers masked. An answer says yes or no, so
 * that with beginnings and endings of any length a number could be spelt out digit by digit.
 * @param phone as `canonicalPhone` writes it
 */
export function isAskable(phone: string): boolean {
  const [, beginning, end] = maskedPhone.exec(phone) ?? [];
  if (beginning !== undefined && end !== undefined) return isAskable(beginning) && isAskable(end);
  if (!phone.startsWith('+')) return phone.length === shownDigits;
  return callingCodes().has(phone.slice(1)) || isWholeNumber(phone);
}

export const notAskable = [
  'Numbers are masked here, so phone: takes a country code (phone:+33), the last four digits (phone:1234)',
  'or one full number with its country code.',
].join(' ');

export const notInOnePiece = [
  'Write a full number or an e-mail address in one piece, without other words in it,',
  'for example phone:+33199001234.',
].join(' ');

/**
 * Full numbers and e-mail addresses that this typed or clicked text looks up, each once. What a button
 * carries is read as it is meant: anyone can send any value, in any spelling of JSON.
 */
export function lookUpsIn(text: string): string[] {
  return [...new Set(textsIn(text).flatMap(lookUpsInWords))];
}

function lookUpsInWords(text: string): string[] {
  const written = numbersIn(text).flatMap(({ international }) => international ?? []);
  return [...written, ...conditionsIn(text).flatMap(lookUpsOf)];
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
