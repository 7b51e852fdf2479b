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

function compared(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
