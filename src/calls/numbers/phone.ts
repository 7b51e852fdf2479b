import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

import { nothing, plainDigits } from './plain-digits.ts';
import { numbersIn } from './written-numbers.ts';

/** What a call was placed to, as far as its text shows. */
export type Called = 'number' | 'sip' | 'name' | 'withheld';

const sipAddress = /^sips?:([^@;?]*)(?:@(.+))?$/i;
/** What carriers write where the other side shows no number, alone or as an address (RFC 3323). */
const words =
  'anonymous|withheld|private|restricted|unavailable|unknown|blocked|none|null|n/a|no[ -]?number|no[ -]?caller[ -]?id';
const noNumber = new RegExp(`^(?:sips?:)?(?:${words})?(?:@.*)?$`, 'i');
/** A number may be followed by an extension, and begin as a link does. */
const beside = /^tel:|(?:;.*|[ ,]{0,3}(?:ext\.?|extension|x|#) ?\d{1,6})$/gis;
/** Nothing that is called is longer. */
const mostLength = 300;

export function calledKind(phoneNumber: string | null): Called {
  const text = (phoneNumber ?? '').slice(0, mostLength).trim();
  if (noNumber.test(text)) return 'withheld';
  if (sipAddress.test(text) || /^\S+@\S+$/.test(text)) return 'sip';
  const number = text.replaceAll(beside, '');
  return /\p{L}/u.test(number) || !/\p{N}/u.test(number) ? 'name' : 'number';
}

/** “+33 •••• 5678”, “sip:•••@pbx.example”: enough to recognise, not enough to dial. */
export function maskedNumber(phoneNumber: string | null): string {
  const kind = calledKind(phoneNumber);
  if (phoneNumber === null || kind === 'withheld') return 'number withheld';
  if (kind === 'name') return maskedName(phoneNumber.slice(0, mostLength).trim());
  return kind === 'sip' ? maskedAddress(phoneNumber.slice(0, mostLength).trim()) : maskedDigits(phoneNumber);
}

/** A number that stands beside a name is found by its last digits, as any other. */
function maskedName(name: string): string {
  const number = numberWithin(name);
  return number === null ? 'name hidden' : maskedDigits(number);
}

/** In an address the number may stand in the place of a name. */
function maskedAddress(address: string): string {
  const [, user = '', host] = sipAddress.exec(address) ?? [];
  if (/^\+?[\d().\s-]{4,}$/.test(user)) return `sip:${maskedDigits(user)}`;
  const place = host ?? (address.startsWith('sip') ? undefined : address.split('@')[1]);
  return place === undefined ? 'sip:•••' : `sip:•••@${place.replace(/[;?].*$/, '')}`;
}

function maskedDigits(phoneNumber: string): string {
  const number = phoneNumber.slice(0, mostLength).trim().replaceAll(beside, '');
  const digits = plainDigits(number).replaceAll(/\D/g, '');
  const tail = digits.length > 6 ? digits.slice(-4) : digits.slice(-1);
  const { callingCode } = originOf(isPlainWhole(number) ? number : (wholeNumber(number) ?? number));
  return callingCode === null ? `•••• ${tail}` : `+${callingCode} •••• ${tail}`;
}

/** “+33 6 12 34 56 78”, for people who may see it. An address and a name are shown as they are. */
export function fullNumber(phoneNumber: string | null): string {
  const kind = calledKind(phoneNumber);
  if (phoneNumber === null || kind === 'withheld') return 'number withheld';
  if (kind !== 'number') return phoneNumber;
  return parsePhoneNumberFromString(phoneNumber)?.formatInternational() ?? phoneNumber;
}

/** ISO country of the number, when it has one; of a country code that several share, the main one if in doubt. */
export function countryOf(phoneNumber: string | null): string | null {
  if (phoneNumber === null) return null;
  return originOf(phoneNumber.startsWith('+') ? phoneNumber : (canonicalNumber(phoneNumber) ?? '')).country;
}

/**
 * One text for one number, however it is written: `+33639985678` where its country code is there, else its digits.
 * An address or a name is itself. Null where there is none.
 */
export function canonicalNumber(phoneNumber: string | null): string | null {
  const kind = calledKind(phoneNumber);
  if (phoneNumber === null || kind === 'withheld') return null;
  if (isPlainWhole(phoneNumber)) return phoneNumber;
  const text = phoneNumber.slice(0, mostLength).trim();
  if (kind === 'name') return numberWithin(text) ?? text.toLowerCase();
  const user = kind === 'sip' ? (sipAddress.exec(text)?.[1] ?? '') : text;
  const number = user.replaceAll(beside, '');
  const digits = plainDigits(number).replaceAll(/\D/g, '');
  if (kind === 'sip' && !/^\+?[\d().\s-]{4,}$/.test(user)) return text.toLowerCase().replace(/[;?].*$/, '');
  return wholeNumber(number) ?? (digits === '' ? null : digits);
}

/**
 * What a number is found by, however it is written: the digits of `canonicalNumber` backwards, since “ends with 5678”
 * becomes “begins with 8765”, which an index answers. An address or a name stays as it is. Null when there is none.
 */
export function reversedDigits(phoneNumber: string | null): string | null {
  const canonical = canonicalNumber(phoneNumber);
  if (canonical === null || !/^\+?\d+$/.test(canonical)) return canonical;
  return [...canonical.replace('+', '')].reverse().join('');
}

/** How a link or a telephone system begins and ends what it dials. */
const ahead = /^(?:<?(?:tel|callto|sips?):)?$/i;
const behind = /^\)?(?:[;@].*)?$/;

/** `+33 1 99 00 12 34` → `+33199001234`, in any spelling; null for what is not one number in international form. */
export function wholeNumber(text: string): string | null {
  const typed = plainDigits(text).replaceAll(nothing, '').trim();
  const [number, ...others] = numbersIn(typed.replace(/[;@].*$/, ''));
  if (number === undefined || others.length > 0 || !isWhole(number)) return null;
  const isAlone = ahead.test(typed.slice(0, number.from)) && behind.test(typed.slice(number.to));
  return isAlone ? number.international : null;
}

/** Digits that stand behind a number without being part of it are too much. */
function isWhole({ digits, international }: { digits: string; international: string | null }): boolean {
  return international !== null && digits.endsWith(international.slice(-6));
}

/** “Anna, 06 39 98 56 78” */
function numberWithin(text: string): string | null {
  const [number, ...others] = numbersIn(text);
  return number === undefined || others.length > 0 ? null : (number.international ?? number.digits);
}

interface Origin {
  country: string | null;
  callingCode: string | null;
  /** Its numbers are written as they should be, without a zero behind the country code. */
  isCanonical: boolean;
}

const isPlain = /^\+\d{8,15}$/;

/** As nearly all numbers are written; reading any other takes a hundred times as long. */
function isPlainWhole(number: string): boolean {
  return isPlain.test(number) && originOf(number).isCanonical;
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
  if (isPlain.test(phoneNumber)) origins.set(beginning, origin);
  return origin;
}

function findOrigin(phoneNumber: string): Origin {
  const parsed = parsePhoneNumberFromString(phoneNumber);
  if (parsed === undefined) return { country: null, callingCode: null, isCanonical: false };
  const country = parsed.country ?? parsed.getPossibleCountries()[0] ?? null;
  return { country, callingCode: parsed.countryCallingCode, isCanonical: parsed.number === phoneNumber };
}
