import { canonicalDuration } from './moment.ts';

const units = 's|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?';
const counts = 'an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve';

/** `7d`, `30 days`, `two hours`, `2 min 14 s` at the beginning of a text, as a pattern without groups. */
export const lengthPattern = `(?:(?:\\d{1,6}(?:${units}))+|(?:\\d{1,6}|${counts}) (?:${units})(?: \\d{1,6} (?:${units}))*)(?!\\S)`;
export const unitPattern = `(?:${units})(?!\\S)`;

/** The canonical duration of what fits the pattern, or of a unit alone, which is one of it. */
export function lengthOf(text: string): string | null {
  const inFigures = text
    .toLowerCase()
    .replace(new RegExp(`^(?:${counts})(?= )`), (word) => String(numberOf(word)))
    .replace(/^(?=[a-z])/, '1')
    .replaceAll(/(\d+) ?months?/g, (_, months) => `${30 * Number(months)}d`)
    .replaceAll(/(\d+) ?years?/g, (_, years) => `${365 * Number(years)}d`);
  return canonicalDuration(inFigures.replaceAll(' ', ''));
}

function numberOf(word: string): number {
  return Math.max(1, counts.split('|').indexOf(word));
}
