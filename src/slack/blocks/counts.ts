import type { Bundle, Count } from '../../calls/bundle.ts';
import { cutApart } from '../../calls/numbers/cut-apart.ts';
import { number } from './numbers.ts';
import { bold, dotted, type Line, words } from './rich.ts';
import { spoken } from './safe-text.ts';

/** “Results: Human 512 · Voicemail 300”. */
export function countsLine(
  title: string,
  counts: Count[],
  labelOf: (word: string) => string,
  most = 6,
): Line {
  if (counts.length === 0) return [];
  const shown = counts
    .slice(0, most)
    // Apart, or the count would be read as the end of a number in the label.
    .map(({ word, count }) => [words(shortLabel(word, labelOf)), words(` ${number(count)}`)]);
  const more = counts.length - most;
  return [
    bold(`${title}:`),
    words(' '),
    ...dotted(...shown, more > 0 ? words(`${number(more)} more`) : null),
  ];
}

export function shortLabel(word: string, labelOf: (word: string) => string): string {
  return labelOf(cutApart(word, 40)) || 'Unnamed';
}

/** A call can fail without a dial error. The counts must still add up to the total: its word is empty. */
export function withUnexplained({ count, results, dialErrors }: Bundle): Count[] {
  const explained = [...results, ...dialErrors].reduce((sum, one) => sum + one.count, 0);
  return count > explained ? [...dialErrors, { word: '', count: count - explained }] : dialErrors;
}

export function spokenCounts(counts: Count[], labelOf: (word: string) => string): string[] {
  return counts.map((one) => `${number(one.count)} ${spokenKind(one, labelOf)}`);
}

export function spokenKind({ word }: Count, labelOf: (word: string) => string): string {
  return lowerFirst(spoken(shortLabel(word, labelOf), 40));
}

export function upperFirst(value: string): string {
  return value.charAt(0).toUpperCase() + value.slice(1);
}

/** “IVR” stays “IVR”. */
export function lowerFirst(value: string): string {
  return /^\p{Lu}\p{Lu}|^iOS/u.test(value) ? value : value.charAt(0).toLowerCase() + value.slice(1);
}
