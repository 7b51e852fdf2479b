import { getCountries, isSupportedCountry } from 'libphonenumber-js/min';

import { withoutAccents } from '../without-accents.ts';

const english = new Intl.DisplayNames('en', { type: 'region' });
const french = new Intl.DisplayNames('fr', { type: 'region' });

/** “France” for `FR`; what is no code stays as it is. */
export function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (english.of(code) ?? code) : code;
}

/** Names that people use, where `Intl` has another one. */
const otherNames: Record<string, string[]> = {
  AE: ['uae', 'emirates'],
  CD: ['drc', 'dr congo'],
  CG: ['congo'],
  CI: ['ivory coast'],
  CZ: ['czech republic', 'tchequie', 'republique tcheque'],
  FM: ['micronesia'],
  HK: ['hong kong'],
  MO: ['macau'],
  GB: ['uk', 'britain', 'great britain', 'england', 'angleterre', 'grande bretagne'],
  KR: ['korea', 'coree'],
  MM: ['burma'],
  NL: ['holland', 'hollande', 'the netherlands'],
  RU: ['russian federation'],
  US: ['usa', 'america', 'united states of america', 'u.s.', 'u.s.a.', 'etats unis d amerique', 'amerique'],
  VA: ['vatican'],
};

/** Words of English that are codes of countries too, so that alone they may mean anything. */
const englishWords = new Set([
  ...'ad ai al am as at ba be bo by co de do et ga id ie il in io is it la li'.split(' '),
  ...'lo ma me mo ms my na ne no nu om pa pm re sc so st td tm to tv va vu ws'.split(' '),
]);

let known: Map<string, string> | undefined;

/** The code of a country by its name in English or French, without accents, case and joints. */
function namedCountries(): Map<string, string> {
  known ??= new Map(
    getCountries().flatMap((code) =>
      namesOf(code).map((name): [string, string] => [oneSpelling(name), code]),
    ),
  );
  return known;
}

/** As people write it: in English, in French, and by other names. */
export function namesOf(code: string): string[] {
  const intl = [english, french].flatMap((names) => names.of(code) ?? []);
  return [...intl, ...(otherNames[code] ?? [])];
}

/** Whether a country is called so in English, too. */
export function isEnglishName(name: string): boolean {
  return countries.some((code) => oneSpelling(english.of(code) ?? code) === oneSpelling(name));
}

export const countries: readonly string[] = getCountries();

/** `FR` for `fr`, `France` and `la France`; null for no country. */
export function countryOfWord(text: string): string | null {
  const name = oneSpelling(text);
  const code = text.toUpperCase();
  if (/^[A-Z]{2}$/.test(code) && isSupportedCountry(code)) return code;
  return namedCountries().get(name) ?? namedCountries().get(name.replace(/^(?:the|la|le|les|l)/, '')) ?? null;
}

/** The same for a word that stands alone, where `in` and `it` are no countries. */
export function countryAlone(text: string): string | null {
  const word = text.toLowerCase();
  if (word === 'us') return 'US';
  return word.length <= 2 && englishWords.has(word) ? null : countryOfWord(text);
}

function oneSpelling(name: string): string {
  return withoutAccents(name)
    .toLowerCase()
    .replace(/&|\band\b|\bet\b/g, '')
    .replace(/^st\.? /, 'saint ')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
