import { isRecord, type Problem, unless } from './problem.ts';

/** Half of a pair of surrogates is no character: it arrives as another one than was sent. */
export function checkWellFormed(pointer: string, value: unknown): Problem[] {
  if (typeof value === 'string')
    return unless(value.isWellFormed(), 'text.well-formed', pointer, 'half a character');
  if (Array.isArray(value))
    return value.flatMap((item, index) => checkWellFormed(`${pointer}/${index}`, item));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => checkWellFormed(`${pointer}/${key}`, item));
}
