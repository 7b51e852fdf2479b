import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** “+33 •••• 5678”: enough to recognise, not enough to dial. */
export function maskedNumber(phoneNumber: string | null): string {
  if (phoneNumber === null) return 'number erased';
  const digits = phoneNumber.replaceAll(/\D/g, '');
  const tail = digits.length > 6 ? digits.slice(-4) : digits.slice(-1);
  const country = parsePhoneNumberFromString(phoneNumber)?.countryCallingCode;
  return country === undefined ? `•••• ${tail}` : `+${country} •••• ${tail}`;
}

/** “+33 6 12 34 56 78”, for people who may see it. */
export function fullNumber(phoneNumber: string | null): string {
  if (phoneNumber === null) return 'number erased';
  return parsePhoneNumberFromString(phoneNumber)?.formatInternational() ?? phoneNumber;
}

/** ISO country of the number, when it has one. */
export function countryOf(phoneNumber: string | null): string | null {
  if (phoneNumber === null) return null;
  return parsePhoneNumberFromString(phoneNumber)?.country ?? null;
}
