import { formatTerm } from '../filter/format.ts';
import { plainText, type ScalarField } from '../structured-fields.ts';
import { quotesNumber } from './quoted-number.ts';

/** Somebody who was called, by what words may name them. */
export interface Person {
  /** In international form, as `+33199001234`. */
  phoneNumber: string;
  /** What was extracted in their calls and in nobody else's: their e-mail address, their name. */
  own: ScalarField[];
  /** What calls to others have as well, such as a town. */
  shared: ScalarField[];
}

/** Whether words name this person: by the number, or by what is theirs alone. */
export function quotesPerson(text: string, { phoneNumber, own }: Person): boolean {
  return quotesNumber(text, phoneNumber) || fieldQuoted(text, own) !== null;
}

/** The first of these fields that words ask for; an e-mail address counts wherever it stands. */
export function fieldQuoted(text: string, fields: ScalarField[]): ScalarField | null {
  if (fields.length === 0) return null;
  const said = unescaped(plainText(text).toLowerCase());
  return fields.find((field) => spellings(field).some((words) => isWithin(said, words))) ?? null;
}

/** Too short to be anybody's, or a yes and no: a call more or less would make it so. */
export function mayNameSomebody({ value }: ScalarField): boolean {
  return value.length > 3 && /\p{L}/u.test(value) && !/^(true|false|none|null|unknown)$/.test(value);
}

function spellings({ name, value }: ScalarField): string[] {
  const term = unescaped(formatTerm({ kind: 'field', name, value, negated: false }));
  return value.includes('@') ? [term, value] : [term];
}

/** In the audit, words are within JSON. */
function unescaped(text: string): string {
  return text.replaceAll('\\', '');
}

/** `field:town=lyon` is not within `field:town=lyons`. */
function isWithin(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + words.length)];
    if (!partOfWord.test(before) && !partOfWord.test(after)) return true;
  }
  return false;
}

const partOfWord = /[\p{L}\p{N}_.+@/]/u;
