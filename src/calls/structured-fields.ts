import type { CallDetails } from './call.ts';

/** Longer texts are notes, which nobody filters by. */
const comparedLength = 200;

export interface ScalarField {
  name: string;
  value: string;
}

/**
 * The fields of structured output that a filter can compare: texts, numbers and booleans of the top level.
 * Whoever stores fields, and whoever compares them, takes them from here, so that both mean the same.
 */
export function scalarFields(structuredOutput: CallDetails['structuredOutput']): ScalarField[] {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(structuredOutput ?? {})) {
    const key = comparedText(name);
    if (isScalar(value) && !fields.has(key)) fields.set(key, comparedText(String(value)));
  }
  return [...fields].map(([name, value]) => ({ name, value }));
}

/** One spelling of a name or value: case, accents as one or two characters, and spaces around do not matter. */
export function comparedText(text: string): string {
  // Postgres refuses NUL in a text, and both databases replace half a surrogate pair.
  const storable = text
    .slice(0, 4 * comparedLength)
    .replaceAll('\0', '')
    .toWellFormed();
  const plain = storable.toLowerCase().normalize('NFC').trim();
  return Array.from(plain).slice(0, comparedLength).join('').trim();
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
