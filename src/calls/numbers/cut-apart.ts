import { numbersIn } from './written-numbers.ts';

/** Digits with all the punctuation that people put between them. */
const longestNumber = 100;

/**
 * The beginning of a text, at most so long, which ends before a number rather than within: a mask that comes later
 * would not know the rest for one.
 */
export function cutApart(text: string, most: number): string {
  if (text.length <= most) return text;
  const near = numbersIn(text.slice(0, most + longestNumber));
  const halved = near.find(({ from, to }) => from < most && most < to);
  return text.slice(0, halved?.from ?? most);
}
