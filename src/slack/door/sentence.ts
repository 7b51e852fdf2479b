import type { Rendered } from '../blocks/rendered.ts';
import { paragraph, words } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';

const mostCharacters = 2_000;

/** A message of words alone. They may hold what a person typed. */
export function sentence(...lines: string[]): Rendered {
  return {
    text: lines.map((line) => spoken(line, mostCharacters)).join(' '),
    blocks: paragraph(...lines.map((line) => [words(line, mostCharacters)])),
  };
}
