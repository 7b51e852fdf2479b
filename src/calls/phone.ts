import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** “+33 •••• 5678”: enough to recognise, not enough to dial. */
export function maskedNumber(phoneNumber: string | null): string {
  if (phoneNumber === null) return 'number erased';
  const digits = phoneNumber.replaceAll(/\D/g, '');
  const tail = digits.length > 6 ? digits.slice(-4) : digits.slice(-1);
  const { callingCode } = originOf(phoneNumber);
  return callingCode === null ? `•••• ${tail}` : `+${callingCode} •••• ${tail}`;
}

/** “+33 6 12 34 56 78”, for people who may see it. */
export function fullNumber(phoneNumber: string | null): string {
  if (phoneNumber === null) return 'number erased';
  return parsePhoneNumberFromString(phoneNumber)?.formatInternational() ?? phoneNumber;
}

/** ISO country of the number, when it has one; of a country code that several share, the main one if in doubt. */
export function countryOf(phoneNumber: string | null): string | null {
  return phoneNumber === null ? null : originOf(phoneNumber).country;
}

interface Origin {
  country: string | null;
  callingCode: string | null;
}

/** Numbers that differ only in these are of one country. */
const lastDigits = 5;
const originsKept = 20_000;
/** Reading a number takes longer than storing its call, and the numbers of a campaign begin alike. */
const origins = new Map<string, Origin>();

function originOf(phoneNumber: string): Origin {
  const beginning = `${phoneNumber.slice(0, -lastDigits)} ${phoneNumber.length}`;
  const known = origins.get(beginning);
  if (known !== undefined) return known;
  if (origins.size >= originsKept) origins.clear();
  const origin = findOrigin(phoneNumber);
  // Only where what is left out of the key is digits, and so says nothing new.
  if (/^\+\d{8,15}$/.test(phoneNumber)) origins.set(beginning, origin);
  return origin;
}

function findOrigin(phoneNumber: string): Origin {
  const parsed = parsePhoneNumberFromString(phoneNumber);
  if (parsed === undefined) return { country: null, callingCode: null };
  const country = parsed.country ?? parsed.getPossibleCountries()[0] ?? null;
  return { country, callingCode: parsed.countryCallingCode };
}
