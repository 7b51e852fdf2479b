import type { Shown } from '../blocks/rendered.ts';
import { paragraph, words } from '../blocks/rich.ts';

const mostCharacters = 2_000;

/** A message of words alone. They may hold what a person typed. */
export function sentence(...lines: string[]): Shown {
  return { blocks: paragraph(...lines.map((line) => [words(line, mostCharacters)])) };
}
