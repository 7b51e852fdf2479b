import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** `+33 1 99 00 12 34` → `+33199001234`; null for what is not one number in international form. */
export function wholeNumber(text: string): string | null {
  const typed = text.trim().replace(/^00/, '+');
  if (!/^\+\d[\d().\s/-]*$/.test(typed)) return null;
  const parsed = parsePhoneNumberFromString(typed);
  return parsed?.isPossible() ? parsed.number : null;
}
