import type { Rendered } from './rendered.ts';
import { paragraph, words } from './rich.ts';

/** Stands where a message told of a person who asked to be forgotten, and nothing else of it is left to tell. */
export function renderErased(): Rendered {
  const text = 'What stood here was about a phone number that has been erased.';
  return { text, blocks: paragraph([words(text)]) };
}
