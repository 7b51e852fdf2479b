import { type Limit, type LimitId, limits } from './limits.ts';
import { type StatementId, statements } from './statements.ts';

/** Something that Slack refuses, or may refuse. */
export interface Problem {
  /** JSON pointer into the message or the view, as Slack gives it. */
  pointer: string;
  message: string;
  /** The id of the row that says so. */
  rule: string;
  /** Whether that row is known for certain. */
  certain: boolean;
  /** The word with which Slack refuses; where there is none, the usual one of the method. */
  error?: string | undefined;
}

export type Thing = Record<string, unknown>;

export function isRecord(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function records(value: unknown): Thing[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A statement that does not hold. */
export function broken(id: StatementId, pointer: string, message: string): Problem {
  const { certain, error } = statements[id];
  return { pointer, message, rule: id, certain, error };
}

/** The same, where it may hold. */
export function unless(holds: boolean, id: StatementId, pointer: string, message: string): Problem[] {
  return holds ? [] : [broken(id, pointer, message)];
}

export function within(id: LimitId, pointer: string, size: number): Problem[] {
  const limit = limits[id];
  const { fewest, most, doubtedAbove = most } = limit;
  if (size < fewest) return [outside(limit, pointer, `${size} ${limit.unit}, at least ${fewest}`, true)];
  if (size <= doubtedAbove) return [];
  return [outside(limit, pointer, `${size} ${limit.unit}, at most ${doubtedAbove}`, size > most)];
}

function outside({ id, error }: Limit, pointer: string, message: string, certain: boolean): Problem {
  return { pointer, message, rule: id, certain, error };
}

/** Two of one name make Slack refuse the message, or answer the wrong button. */
export function unique(id: StatementId, pointer: string, things: Thing[], key: string): Problem[] {
  const values = things.map((thing) => thing[key]);
  return values.flatMap((value, index) =>
    unless(
      value === undefined || values.indexOf(value) === index,
      id,
      `${pointer}/${index}/${key}`,
      `“${String(value)}” is used twice`,
    ),
  );
}
