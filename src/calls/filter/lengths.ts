import { canonicalDuration } from './moment.ts';

const units = [
  's|secs?|secondes?|seconds?|m|mns?|mins?|minutes?|h|hrs?|hours?|heures?|d|days?|j|jours?',
  'w|weeks?|semaines?|months?|mois|years?|ans?|annees?|années?',
].join('|');

/** In both languages, the number by its place. */
const numbers = [
  ['an', 'a', 'one', 'un', 'une'],
  ['two', 'deux'],
  ['three', 'trois'],
  ['four', 'quatre'],
  ['five', 'cinq'],
  ['six'],
  // Before a word of English it is a month.
  ['seven', 'sept(?= (?:heures|jours|semaines|mois|ans|derni))'],
  ['eight', 'huit'],
  ['nine', 'neuf'],
  ['ten', 'dix'],
  ['eleven', 'onze'],
  ['twelve', 'douze'],
];
const counts = numbers.flat().join('|');

/** `7d`, `30 days`, `deux heures`, `2 min 14 s` at the beginning of a text, as a pattern without groups. */
export const lengthPattern = `(?:(?:\\d{1,6}(?:${units}))+|\\d{1,3} ?(?:m|mn|min|minutes?) ?\\d{1,2}(?! (?:${units}))|(?:\\d{1,6}|${counts}) (?:${units})(?: \\d{1,6} (?:${units}))*)(?!\\S)`;
export const unitPattern = `(?:${units})(?!\\S)`;
/** `7`, `seven` and `sept` alone. */
export const countPattern = `(?:\\d{1,6}|${counts})`;

/** The canonical duration of what fits the pattern, or of a unit alone, which is one of it. */
export function lengthOf(text: string): string | null {
  const inFigures = text
    .toLowerCase()
    .replace(new RegExp(`^(?:${counts})(?= )`), (word) => String(numberOf(word)))
    .replace(/^(?=[a-z])/, '1')
    .replace(/(?<=\dm(?:n|in|inutes?)? ?)(\d{1,2})$/, '$1s')
    .replace(/(?<=\dh ?)(\d{1,2})$/, '$1m')
    .replaceAll(/(\d+) ?(?:months?|mois)(?![a-z])/g, (_, months) => `${30 * Number(months)}d`)
    .replaceAll(/(\d+) ?(?:years?|ans?|ann[eé]es?)(?![a-z])/g, (_, years) => `${365 * Number(years)}d`);
  return canonicalDuration(inFigures.replaceAll(' ', ''));
}

function numberOf(word: string): number {
  return numbers.findIndex((words) => words.some((it) => it.replace(/\(.*/, '') === word)) + 1;
}
