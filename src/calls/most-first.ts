import type { Count } from './bundle.ts';
import { maskNumbers } from './numbers/mask-numbers.ts';

/**
 * The most frequent word first. Equally frequent ones by what of them is shown: an order by the words themselves would
 * tell which of two masked numbers is the greater.
 */
export function mostFirst(counts: Count[]): Count[] {
  return counts
    .map((it) => ({ ...it, shown: maskNumbers(it.word) }))
    .sort((one, other) => other.count - one.count || compared(one.shown, other.shown))
    .map(({ word, count }) => ({ word, count }));
}

/** Calls that have words in common, and how many they are. */
type Alike<Word extends string> = Record<Word, string | null> & { calls: number };

/** How many have each word, the most frequent first; those that have none are left out. */
export function countsIn<Word extends string>(kinds: Alike<Word>[], column: Word): Count[] {
  const same = Map.groupBy(kinds, (kind) => kind[column]);
  return mostFirst([...same].flatMap(([word, some]) => (word === null ? [] : [{ word, count: sum(some) }])));
}

/** Of calls that had no dial error. */
export function resultsIn(kinds: Alike<'result' | 'dial_error'>[]): Count[] {
  const dialled = kinds.filter((kind) => kind.dial_error === null);
  return countsIn(dialled, 'result');
}

export function sum(kinds: { calls: number }[]): number {
  return kinds.reduce((total, { calls }) => total + calls, 0);
}

export function compared(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
