/**
 * Whether calls may be counted by this value of an extracted field: a figure, a word of a list, or nothing at all. Not
 * a sentence, an address or a number to dial, of which a count would quote somebody.
 */
export function mayBeNamed(value: string): boolean {
  if (value.length > longestWord) return false;
  if (value === '') return true;
  return (isNumber(value) || isOfList(value)) && value.replaceAll(/\D/g, '').length <= mostDigits;
}

export function isNumber(value: string): boolean {
  return value !== '' && Number.isFinite(Number(value));
}

/** Up to four words without the signs of a sentence, an address or a date. */
export function isOfList(value: string): boolean {
  return value.length <= longestWord && ofList.test(value);
}

const ofList = /^\p{L}[\p{L}\p{N}+'’]*(?:[ _/&-]{1,3}[\p{L}\p{N}+'’]+){0,3}$/u;
const longestWord = 40;
/** Numbers to dial have more. */
const mostDigits = 6;
