const fewestTailDigits = 4;
const mostDigits = 20;
/** Shorter than this, a leading zero may be part of the last digits. */
const fewestNationalDigits = 9;

/** Digits with the punctuation that people write between them. */
const phonePattern = /^\+?[\d().\s/-]*\d\)?$/;

/** `+33199001234`, `+33` or the last digits; null when the text is no number. */
export function canonicalPhone(text: string): string | null {
  const digits = text.replaceAll(/\D/g, '');
  if (!phonePattern.test(text) || digits.length > mostDigits) return null;
  if (text.startsWith('+')) return `+${digits}`;
  const national = digits.length >= fewestNationalDigits;
  if (national && digits.startsWith('00')) return `+${digits.slice(2)}`;
  // “01 99 00 12 34” is dialled within the country; the number that Revox knows has the country code instead of
  // the zero.
  if (national && digits.startsWith('0')) return digits.slice(1);
  return digits.length >= fewestTailDigits ? digits : null;
}
