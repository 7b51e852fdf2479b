import { hash } from 'node:crypto';

const deepest = 500;

/** Short digest of a whole row: the same for the same content, in whatever order the server writes the fields. */
export function fingerprintOf(row: unknown): string {
  return hash('sha256', canonical(row, 0), 'base64url').slice(0, 22);
}

function canonical(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (depth === deepest) throw new RangeError('nested too deeply');
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join()}]`;

  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(steady(name, field), depth + 1)}`).join()}}`;
}

/** Storage links are often signed anew for each answer. The signature is no change of the call. */
function steady(name: string, value: unknown): unknown {
  return name === 'recording_url' && typeof value === 'string' ? value.split('?', 1)[0] : value;
}
