import { canonicalNumber } from './phone.ts';

/**
 * What a number is found by, however it is written: the digits of `canonicalNumber` backwards, since “ends with 5678”
 * becomes “begins with 8765”, which an index answers. An address or a name stays as it is. Null when there is none.
 */
export function reversedDigits(phoneNumber: string | null): string | null {
  const canonical = canonicalNumber(phoneNumber);
  if (canonical === null || !/^\+?\d+$/.test(canonical)) return canonical;
  return [...canonical.replace('+', '')].reverse().join('');
}
