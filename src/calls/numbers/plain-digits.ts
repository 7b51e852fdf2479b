import { remembered } from '../remembered.ts';

/** Takes no space and says nothing: zero-width characters, marks of direction, soft hyphens, keycaps. */
export const nothing = '\u200b';

const strange = /[^\0-\x7f]/gu;
const isDigit = /^\p{Nd}$/u;

/**
 * The text with every digit as 0-9, every space and dash as the usual one and what is invisible as `nothing`. Each
 * character keeps its place, so that what is found here is found there.
 */
export function plainDigits(text: string): string {
  const plain = isStrange.test(text)
    ? text.replaceAll(strange, (character) => plainCharacter(character))
    : text;
  return plain.replaceAll(lookAlikes, (letters) => letters.replaceAll(/[Oo]/g, '0').replaceAll(/[Il]/g, '1'));
}

const isStrange = /[^\0-\x7f]/;

/** “O6 39 …” and “+33 l 99 OO …”: letters among digits that look like one. */
const lookAlikes = /(?<=\d[\s.-]?)[OoIl]{1,2}(?=[\s.-]?\d)|(?<![\p{L}\d])[OoIl](?=[\s.-]?\d)/gu;

const mostKept = 5_000;

const plainCharacter = remembered(mostKept, (character: string) =>
  equivalent(character).padEnd(character.length, nothing),
);

function equivalent(character: string): string {
  if (/^[\p{Cf}\p{M}]$/u.test(character)) return nothing;
  if (/^\s$/u.test(character)) return ' ';
  if (/^[\p{Pd}−]$/u.test(character)) return '-';
  const normal = character.normalize('NFKC');
  if (/^[\d+()]$/.test(normal)) return normal;
  return isDigit.test(character) ? String(digitValue(character.codePointAt(0) ?? 0)) : character;
}

/** Unicode has the ten digits of each script in a row. */
function digitValue(codePoint: number): number {
  let value = 0;
  while (value < 9 && isDigit.test(String.fromCodePoint(codePoint - value - 1))) value += 1;
  return value;
}
