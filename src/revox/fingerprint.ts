import { hash } from 'node:crypto';

const deepest = 500;

/**
 * Short digest of a whole row: the same for the same content, in whatever order the server writes the fields.
 * @throws RangeError when the row is nested beyond all reason
 */
export function fingerprintOf(row: unknown): string {
  return hash('sha256', canonical(row, 0), 'base64url').slice(0, 22);
}

/** Lengths in front instead of quotes around: as clear as JSON, and twice as fast, on every row of every page. */
function canonical(value: unknown, depth: number): string {
  if (typeof value === 'string') return `s${value.length}:${value}`;
  if (typeof value !== 'object' || value === null) return `${value};`;
  if (depth === deepest) throw new RangeError('nested too deeply');
  return Array.isArray(value) ? canonicalList(value, depth + 1) : canonicalFields(value, depth + 1);
}

function canonicalList(list: unknown[], depth: number): string {
  let text = `[${list.length}:`;
  for (const item of list) text += canonical(item, depth);
  return text;
}

function canonicalFields(fields: object, depth: number): string {
  const names = Object.keys(fields).sort();
  let text = `{${names.length}:`;
  for (const name of names) {
    const value = (fields as Record<string, unknown>)[name];
    text += `${name.length}:${name}${canonical(name === 'recording_url' ? unsigned(value) : value, depth)}`;
  }
  return text;
}

/** Storage links are often signed anew for each answer. The signature is no change of the call. */
function unsigned(link: unknown): unknown {
  return typeof link === 'string' ? link.split('?', 1)[0] : link;
}
