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

/** ISO country of the number, when it has one; of a country code that several share, the main one if in doubt. */
export function countryOf(phoneNumber: string | null): string | null {
  if (phoneNumber === null) return null;
  const beginning = `${phoneNumber.slice(0, -lastDigits)} ${phoneNumber.length}`;
  const known = countries.get(beginning);
  if (known !== undefined) return known;
  if (countries.size >= countriesKept) countries.clear();
  const country = findCountry(phoneNumber);
  countries.set(beginning, country);
  return country;
}

/** Numbers that differ only in these are of one country. */
const lastDigits = 5;
const countriesKept = 20_000;
/** Reading a number takes longer than storing its call, and the numbers of a campaign begin alike. */
const countries = new Map<string, string | null>();

function findCountry(phoneNumber: string): string | null {
  const parsed = parsePhoneNumberFromString(phoneNumber);
  return parsed?.country ?? parsed?.getPossibleCountries()[0] ?? null;
}
