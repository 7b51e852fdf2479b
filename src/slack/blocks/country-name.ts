const names = new Intl.DisplayNames('en', { type: 'region' });

/** “France” for `FR`; a word that is no code of a country stays as it is. */
export function countryName(word: string): string {
  return /^[A-Z]{2}$/.test(word) ? (names.of(word) ?? word) : word;
}
