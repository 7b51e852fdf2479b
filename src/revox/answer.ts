import { hasEnded } from '../calls/call.ts';
import type { ListedRow } from '../sync/call-list.ts';
import { RevoxError } from './errors.ts';
import { createPauses } from './pauses.ts';
import { readRow } from './to-call.ts';

/** What the server said about one page. Declining it (no such page, no such parameter) is an answer too. */
export interface Answer {
  /** In the server's order. */
  rows: ListedRow[];
  refusal: RevoxError | null;
}

/** @throws RevoxError */
export async function readAnswer(body: unknown): Promise<Answer> {
  const calls = typeof body === 'object' && body !== null && 'calls' in body ? body.calls : null;
  if (!Array.isArray(calls))
    throw new RevoxError('unexpected-shape', 'Revox answered without a list of calls.');
  const pauses = createPauses();
  const rows: ListedRow[] = [];
  for (const raw of calls) {
    rows.push(readRow(raw));
    if (pauses.isDue()) await pauses.take();
  }
  return { rows, refusal: null };
}

/** For questions that a server may break on because it does not understand them. */
export async function orDeclined(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RevoxError && error.reason === 'server-error') return { rows: [], refusal: error };
    throw error;
  }
}

export function isEmpty(answer: Answer): boolean {
  return answer.rows.length === 0;
}

/** The very same rows in the very same places, and at least one. */
export function repeats(answer: Answer, other: Answer): boolean {
  return !isEmpty(answer) && keysOf(answer) === keysOf(other);
}

/** Which rows, in which order, as one text. */
export function keysOf(answer: Answer): string {
  return answer.rows.map(keyOf).join('\n');
}

/** Most rows in common: the same page, even if calls came or went between the two answers. */
export function overlaps(answer: Answer, other: Answer): boolean {
  const keys = new Set(other.rows.map(keyOf));
  const common = answer.rows.filter((row) => keys.has(keyOf(row))).length;
  return common > Math.min(answer.rows.length, other.rows.length) / 2;
}

export function endedIn(answer: Answer): Set<string> {
  return new Set(
    answer.rows.flatMap((row) => (row.kind === 'call' && hasEnded(row.call) ? row.call.id : [])),
  );
}

function keyOf(row: ListedRow): string {
  return row.kind === 'call' ? row.call.id : row.key;
}
