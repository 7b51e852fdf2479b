import { orderStateOf, type ServedCall } from './revox-calls.ts';

type Encoding = 'repeat' | 'brackets' | 'comma';

/** The freedoms of `GET /call`. */
export interface ListOptions {
  pageBase: 0 | 1;
  /** Page 0 of a list that starts at 1. */
  pageZero: 'clamped' | 'declined' | 'empty' | 'broken';
  pastTheEnd: 'empty' | 'clamped' | 'declined';
  /** The encoding of `statuses` it understands, or none at all. */
  statusesEncoding: Encoding | 'ignored';
  /** What it makes of the others: nothing, a refusal, a single word that no order has, or one value of many. */
  otherEncodings: 'ignored' | 'declined' | 'broken' | 'matches-nothing' | 'first-value' | 'last-value';
  pageSizeCap: number;
  /** A server that takes no notice of `page_size`. */
  fixedSize?: number;
  /** A size above this one is declined rather than capped. */
  largestSize?: number;
  order: 'newest' | 'oldest';
}

export type ListPage =
  | { kind: 'page'; rows: unknown[] }
  | { kind: 'declined'; status: number; reason: string };

/** One page of the list, as the query asks for it. */
export function listPage(calls: ServedCall[], query: URLSearchParams, options: ListOptions): ListPage {
  const page = Number(query.get('page') ?? Number.NaN) - options.pageBase;
  const asked = Number(query.get('page_size') ?? Number.NaN);
  if (!Number.isInteger(page) || !Number.isInteger(asked) || asked < 1)
    return declined(400, 'page and page_size');
  if (asked > (options.largestSize ?? asked)) return declined(422, 'page_size is too large');

  const states = statesAsked(query, options);
  if (states === 'declined') return declined(400, 'statuses');
  if (states === 'broken') return declined(500, 'statuses');

  const matching = calls.filter((call) => states === 'all' || states.includes(orderStateOf(call)));
  const rows = options.order === 'newest' ? matching.toReversed() : matching;
  return cut(rows, page, options.fixedSize ?? Math.min(asked, options.pageSizeCap), options);
}

function cut(
  rows: ServedCall[],
  page: number,
  size: number,
  { pageZero, pastTheEnd }: ListOptions,
): ListPage {
  const lastPage = Math.max(0, Math.ceil(rows.length / size) - 1);
  if (page < 0 && pageZero === 'declined') return declined(400, 'page must be at least 1');
  if (page < 0 && pageZero === 'broken') return declined(500, 'OFFSET must not be negative');
  if (page < 0 && pageZero === 'empty') return { kind: 'page', rows: [] };
  if (page > lastPage && pastTheEnd === 'declined') return declined(404, 'no such page');

  const shown = Math.min(Math.max(0, page), pastTheEnd === 'clamped' ? lastPage : Math.max(page, 0));
  return { kind: 'page', rows: rows.slice(shown * size, (shown + 1) * size).map(asServed) };
}

function statesAsked(query: URLSearchParams, options: ListOptions): string[] | 'all' | 'declined' | 'broken' {
  const spoken = encodingOf(query);
  if (spoken === null) return 'all';
  const { encoding, values } = spoken;
  // A single value is written the same way whether values are repeated or separated by commas.
  const isPlain = encoding !== 'brackets' && values.length === 1 && options.statusesEncoding !== 'brackets';
  if (options.statusesEncoding === encoding || (isPlain && options.statusesEncoding !== 'ignored'))
    return values;
  if (options.statusesEncoding === 'ignored') return 'all';

  switch (options.otherEncodings) {
    case 'ignored':
      return 'all';
    case 'matches-nothing':
      return [];
    case 'first-value':
      return encoding === 'comma' ? [] : values.slice(0, 1);
    case 'last-value':
      return encoding === 'comma' ? [] : values.slice(-1);
    default:
      return options.otherEncodings;
  }
}

function encodingOf(query: URLSearchParams): { encoding: Encoding; values: string[] } | null {
  const bracketed = query.getAll('statuses[]');
  if (bracketed.length > 0) return { encoding: 'brackets', values: bracketed };
  const plain = query.getAll('statuses');
  if (plain.length === 0) return null;
  const isComma = plain.length === 1 && plain[0]?.includes(',');
  return isComma
    ? { encoding: 'comma', values: plain[0]?.split(',') ?? [] }
    : { encoding: 'repeat', values: plain };
}

function asServed(call: ServedCall): unknown {
  if (typeof call !== 'object' || call === null) return call;
  const { orderState: _, ...row } = call;
  return row;
}

function declined(status: number, reason: string): ListPage {
  return { kind: 'declined', status, reason };
}
