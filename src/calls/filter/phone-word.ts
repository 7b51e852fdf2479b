import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

import { wholeNumber } from '../numbers/phone.ts';
import { nothing, plainDigits } from '../numbers/plain-digits.ts';
import { numbersIn } from '../numbers/written-numbers.ts';
import { lengthPattern } from './lengths.ts';
import type { Timing } from './moments.ts';

const phoneHead = /^(?:phone:|tel:)?[+0(][\d().-]*$/i;
const phonePart = /^\(?\d[\d().-]*$/;
const isDated = /^\d{4}[-/.]\d{1,2}(?!\d)|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/;
const isLength = new RegExp(`^${lengthPattern}`, 'i');

/** `+33 1 99 00 12 34` is one word. */
export function phoneAt(line: string): Timing | null {
  const [head = '', ...others] = line.split(' ');
  if (!phoneHead.test(plain(head))) return null;
  const isPart = (token: string, index: number) =>
    phonePart.test(plain(token)) && !isDated.test(token) && !isLength.test(others.slice(index).join(' '));
  const end = others.findIndex((token, index) => !isPart(token, index));
  const parts = end < 0 ? others : others.slice(0, end);
  const words = [head, ...parts];
  return parts.length === 0 ? null : { length: words.join(' ').length, read: [words.join('')] };
}

function plain(token: string): string {
  return plainDigits(token).replaceAll(nothing, '');
}

const fewestTailDigits = 4;
const mostDigits = 20;
/** Shorter than this, a leading zero may be part of the last digits. */
const fewestNationalDigits = 9;

/** Digits with the punctuation that people write between them. */
const phonePattern = /^\+?[\d().\s/-]*\d\)?$/;

/** “+33199001234” is one; the beginning of a number is none. */
export function isWholeNumber(phone: string): boolean {
  return phone.startsWith('+') && parsePhoneNumberFromString(phone)?.isPossible() === true;
}

/** As a masked number shows it: how it begins and how it ends. */
export const maskedPhone = /^(\+\d{1,3})\.\.(\d{1,20})$/;

/** `+33199001234`, `+33` or the last digits; null when the text is no number. */
export function canonicalPhone(text: string): string | null {
  const number = plain(text).replace(/^tel:/i, '');
  if (!phonePattern.test(number)) return wholeNumber(text);
  return wholeNumber(text) ?? canonicalDigits(number);
}

/** The same behind `phone:`, where any punctuation may stand between digits: `phone:06,39,98,56,78`. */
export function canonicalPhoneValue(text: string): string | null {
  if (maskedPhone.test(text)) return text;
  const [number, ...others] = numbersIn(text);
  const isNumber = number !== undefined && others.length === 0 && !/\p{L}/u.test(text);
  return canonicalPhone(text) ?? (isNumber ? canonicalDigits(number.digits) : null);
}

function canonicalDigits(plain: string): string | null {
  // The zero that is dialled within the country alone.
  const digits = plain.replace(/^(\+[^(]*)\(0\)/, '$1').replaceAll(/\D/g, '');
  if (digits.length > mostDigits) return null;
  if (plain.startsWith('+')) return `+${digits}`;
  const national = digits.length >= fewestNationalDigits;
  if (national && digits.startsWith('00')) return `+${digits.slice(2)}`;
  // “01 99 00 12 34” is dialled within the country; the number that Revox knows has the country code instead of
  // the zero.
  if (national && digits.startsWith('0')) return digits.slice(1);
  return digits.length >= fewestTailDigits ? digits : null;
}
