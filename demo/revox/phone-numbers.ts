import { between, pick, type Random } from './random.ts';

/**
 * Ranges that regulators keep for fiction, so that no demo ever shows a number someone owns.
 * Each ends in the digits that are left to draw.
 */
const fictionRanges = {
  fr: ['+331990', '+336399'],
  en: ['+4477009', '+1202555'],
} as const;

export function fictionNumber(random: Random, language: 'fr' | 'en'): string {
  const range = pick(random, fictionRanges[language]);
  switch (range) {
    case '+331990':
      return `${range}0${digits(random, 4)}`;
    case '+336399':
      return `${range}8${digits(random, 4)}`;
    case '+4477009':
      return `${range}00${digits(random, 3)}`;
    case '+1202555':
      return `${range}01${digits(random, 2)}`;
  }
}

function digits(random: Random, count: number): string {
  return String(between(random, 0, 10 ** count - 1)).padStart(count, '0');
}
