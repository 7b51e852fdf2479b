import type { CallDetails } from './call.ts';
import { cutApart } from './numbers/cut-apart.ts';
import { namesOfParts } from './numbers/mask-fields.ts';

/** Longer texts are notes, which nobody filters by. */
const comparedLength = 200;

export interface ScalarField {
  name: string;
  value: string;
}

/**
 * The fields of structured output that a filter can compare: texts, numbers and booleans of the top level.
 * What stores fields and what compares them both take them from here, so that they mean the same. A part of a
 * number is none of them: it reads like any other digits, and could neither be masked in a count nor kept from a
 * filter.
 */
export function scalarFields(structuredOutput: CallDetails['structuredOutput']): ScalarField[] {
  const fields = new Map<string, string>();
  const parts = namesOfParts(structuredOutput ?? {});
  for (const [name, value] of Object.entries(structuredOutput ?? {})) {
    const key = comparedText(name);
    if (isScalar(value) && !parts.has(name) && !fields.has(key)) fields.set(key, comparedText(String(value)));
  }
  return [...fields].map(([name, value]) => ({ name, value }));
}

/** One spelling of a name or value: case, the form of accents, quotes and spaces do not matter. */
export function comparedText(text: string): string {
  // Nearly every name and value, for which the rest would change nothing and take ten times as long.
  if (text.length <= comparedLength && plainWords.test(text)) return text.toLowerCase();
  const plain = plainText(text.slice(0, 4 * comparedLength))
    .toLowerCase()
    .normalize('NFC')
    .trim();
  if (plain.length <= comparedLength) return plain;
  return cutApart(plain, Array.from(plain).slice(0, comparedLength).join('').length).trim();
}

const plainWords = /^(?:[!-~]+(?: [!-~]+)*)?$/;

/**
 * Without what editors and phones put in place of the characters people type: curly quotes, odd spaces,
 * invisible marks.
 */
export function plainText(text: string): string {
  return (
    text
      .toWellFormed()
      // Postgres refuses NUL in a text.
      .replaceAll(/[\0\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
      .replaceAll(/[‘’‚‛]/g, "'")
      .replaceAll(/[“”„‟«»]/g, '"')
      .replaceAll(/\s+/g, ' ')
  );
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
