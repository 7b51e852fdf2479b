/** Something that Slack would refuse or cut. */
export interface Problem {
  /** JSON pointer into the message, as Slack gives it. */
  pointer: string;
  message: string;
}

export type Thing = Record<string, unknown>;

export function isRecord(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function records(value: unknown): Thing[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A string of 1 to `limit` characters. */
export function text(pointer: string, value: unknown, limit: number): Problem[] {
  if (typeof value !== 'string') return [{ pointer, message: 'text is missing' }];
  if (value.trim() === '') return [{ pointer, message: 'text is empty' }];
  return value.length <= limit ? [] : [{ pointer, message: `${value.length} characters, at most ${limit}` }];
}

/** The same, where it may be left out. */
export function optionalText(pointer: string, value: unknown, limit: number): Problem[] {
  return value === undefined ? [] : text(pointer, value, limit);
}

/** A list of `fewest` to `most` things. */
export function count(pointer: string, value: unknown, fewest: number, most: number): Problem[] {
  const length = Array.isArray(value) ? value.length : 0;
  if (length < fewest) return [{ pointer, message: `${length} items, at least ${fewest}` }];
  return length <= most ? [] : [{ pointer, message: `${length} items, at most ${most}` }];
}

/** Two of one name make Slack refuse the message, or answer the wrong button. */
export function sameTwice(pointer: string, things: Thing[], key: string): Problem[] {
  const values = things.map((thing) => thing[key]);
  return values.flatMap((value, index) =>
    value === undefined || values.indexOf(value) === index
      ? []
      : [{ pointer: `${pointer}/${index}/${key}`, message: `“${String(value)}” is used twice` }],
  );
}
