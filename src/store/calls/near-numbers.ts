import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

import { canonicalNumber, reversedDigits } from '../../calls/numbers/phone.ts';
import type { Store } from '../engine/database.ts';

/** A number that may be the same one, written so that nobody can be sure. */
export interface NearNumber {
  /** As `canonicalNumber` has it. */
  number: string;
  calls: number;
}

/** Fewer are the end of many numbers. */
const fewestDigits = 7;
const mostFound = 50;
const mostShown = 5;

/**
 * The numbers that have the same digits without a country code, or with another beginning that belongs to none; of
 * one that is written without a country code, those with one too. Most calls first.
 */
export async function nearNumbers(store: Store, phoneNumber: string): Promise<NearNumber[]> {
  const national = parsePhoneNumberFromString(phoneNumber)?.nationalNumber ?? phoneNumber.replace(/^0+/, '');
  if (!/^\d+$/.test(national) || national.length < fewestDigits) return [];
  const beginning = [...national].reverse().join('');
  const rows = await store
    .selectFrom('calls')
    .where('phone_reversed', '>=', beginning)
    .where('phone_reversed', '<', `${beginning}a`)
    .where('phone_reversed', '!=', reversedDigits(phoneNumber))
    .select((it) => [it.fn.min('phone_number').as('number'), it.fn.countAll<number>().as('calls')])
    .groupBy('phone_reversed')
    .orderBy('calls', 'desc')
    .limit(mostFound)
    .execute();
  return rows
    .map(({ number, calls }) => ({ number: canonicalNumber(number) ?? '', calls: Number(calls) }))
    .filter(({ number }) => number !== '' && !(isInternational(phoneNumber) && isInternational(number)))
    .slice(0, mostShown);
}

/** With a country code no two of them are the same. */
function isInternational(number: string): boolean {
  return number.startsWith('+');
}
