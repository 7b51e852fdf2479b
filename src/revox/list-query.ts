import type { Encoding } from './dialect.ts';

/**
 * States of an *order*, which may span several attempts: one that ended `busy` can belong to an order that is
 * `scheduled` again, so every state whose orders can have been dialled is asked for.
 */
export const dialledStates = ['completed', 'errored', 'calling', 'scheduled', 'cancelled'];
export const undialledStates = ['initializing', 'queued_for_calling'];

export interface ListRequest {
  page: number;
  size: number;
  /** Null asks for every state. */
  filter: { states: string[]; encoding: Encoding } | null;
}

export function listQuery({ page, size, filter }: ListRequest): URLSearchParams {
  const query = new URLSearchParams({ page: String(page), page_size: String(size) });
  if (filter === null) return query;

  const { states, encoding } = filter;
  if (encoding === 'comma') query.append('statuses', states.join());
  else for (const state of states) query.append(encoding === 'brackets' ? 'statuses[]' : 'statuses', state);
  return query;
}
