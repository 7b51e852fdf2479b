import { wholeNumber } from '../numbers/phone.ts';
import { nothing, plainDigits } from '../numbers/plain-digits.ts';
import { numbersIn } from '../numbers/written-numbers.ts';

const fewestTailDigits = 4;
const mostDigits = 20;
/** Shorter than this, a leading zero may be part of the last digits. */
const fewestNationalDigits = 9;

/** Digits with the punctuation that people write between them. */
const phonePattern = /^\+?[\d().\s/-]*\d\)?$/;

/** `+33199001234`, `+33` or the last digits; null when the text is no number. */
export function canonicalPhone(text: string): string | null {
  const plain = plainDigits(text).replaceAll(nothing, '');
  if (!phonePattern.test(plain)) return wholeNumber(text);
  return wholeNumber(text) ?? canonicalDigits(plain);
}

/** The same behind `phone:`, where any punctuation may stand between digits: `phone:06,39,98,56,78`. */
export function canonicalPhoneValue(text: string): string | null {
  const [number, ...others] = numbersIn(text);
  const isNumber = number !== undefined && others.length === 0 && !/\p{L}/u.test(text);
  return canonicalPhone(text) ?? (isNumber ? canonicalDigits(number.digits) : null);
}

function canonicalDigits(plain: string): string | null {
  const digits = plain.replaceAll(/\D/g, '');
  if (digits.length > mostDigits) return null;
  if (plain.startsWith('+')) return `+${digits}`;
  const national = digits.length >= fewestNationalDigits;
  if (national && digits.startsWith('00')) return `+${digits.slice(2)}`;
  // “01 99 00 12 34” is dialled within the country; the number that Revox knows has the country code instead of
  // the zero.
  if (national && digits.startsWith('0')) return digits.slice(1);
  return digits.length >= fewestTailDigits ? digits : null;
}
