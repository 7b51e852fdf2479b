import { isDeepStrictEqual } from 'node:util';
import type { Answer } from './answer.ts';
import type { Client } from './client.ts';
import { type Dialect, type Encoding, firstPage, recall } from './dialect.ts';
import { RevoxError } from './errors.ts';
import { type ReadPage, readAnew } from './remembered-answers.ts';

/** One list, one server, and how it speaks as far as we know. */
export interface Conversation {
  readonly dialect: Dialect;
  /** The page size we would like. */
  readonly wantedSize: number;
  /** Changes what is known, and remembers it. */
  learn(news: Partial<Dialect>): Promise<void>;
  /** The ordinary question: one page of what can have been dialled. */
  ask(page: number): Promise<Answer>;
  /** The same without a filter, which every server understands. */
  askPlainly(page: number): Promise<Answer>;
  /** The first page of orders in some states. */
  askFor(states: string[], encoding: Encoding): Promise<Answer>;
}

/** The size that any server gives in time. A larger one is a wish, given up at the first sign of trouble. */
export const usualSize = 100;

export const largestSize = 1000;

/** From the largest to the smallest that is asked for where one is declined. */
export const pageSizes = [largestSize, 500, 200, usualSize, 50, 20, 10];

function isPerhapsTooMuch({ reason }: RevoxError): boolean {
  return reason === 'unreachable' || reason === 'server-error' || reason === 'unexpected-shape';
}

/** Where the dialect is kept between two runs of the process. */
export interface Memory {
  loadDialect(): Promise<unknown>;
  saveDialect(dialect: Dialect): Promise<void>;
}

export async function converse(
  client: Client,
  memory: Memory,
  server: string,
  wantedSize: number,
  readPage: ReadPage = readAnew,
): Promise<Conversation> {
  let dialect = recall(await memory.loadDialect(), server, wantedSize);
  let before: Counted | null = null;

  return {
    get dialect() {
      return dialect;
    },
    wantedSize,
    learn,
    async ask(page) {
      const { statuses: encoding } = dialect;
      const named = encoding !== null && encoding !== 'none';
      const answer = await request({ page, filter: named ? { states: dialledStates, encoding } : null });
      const counted = { page, rows: answer.rows.length };
      await learn({ fullSize: fullSizeAfter(dialect.fullSize, before, counted) });
      before = counted;
      return answer;
    },
    askPlainly: (page) => request({ page, filter: null }),
    askFor: (states, encoding) => request({ page: firstPage(dialect), filter: { states, encoding } }),
  };

  async function learn(news: Partial<Dialect>): Promise<void> {
    const next = { ...dialect, ...news };
    if (isDeepStrictEqual(next, dialect)) return;
    dialect = next;
    await memory.saveDialect(dialect);
  }

  async function askForLess(): Promise<void> {
    const askedSize = pageSizes.find((size) => size < dialect.askedSize && size >= usualSize);
    if (askedSize !== undefined) await learn({ askedSize, fullSize: null });
  }

  async function request(question: Omit<ListRequest, 'size'>): Promise<Answer> {
    try {
      const body = await client.get('/call', listQuery({ ...question, size: dialect.askedSize }));
      return await readPage(question.page, body);
    } catch (error) {
      if (!(error instanceof RevoxError)) throw error;
      if (error.reason === 'request-refused') return { rows: [], refusal: error };
      if (isPerhapsTooMuch(error)) await askForLess();
      throw error;
    }
  }
}

interface Counted {
  page: number;
  rows: number;
}

/**
 * How many rows a full page holds, once `now` was read after `before`. A server may cap the size we ask for
 * without a word:
 * what gives it away is that a page with fewer rows is followed by another one.
 */
function fullSizeAfter(known: number | null, before: Counted | null, now: Counted): number | null {
  const [earlier, later] = before && before.page < now.page ? [before, now] : [now, before];
  const neighbours = later !== null && later.page === earlier.page + 1 && later.rows > 0 && earlier.rows > 0;
  if (neighbours && later.rows <= earlier.rows) return earlier.rows;
  if (neighbours) return Math.max(known ?? 0, later.rows);
  return known === null ? null : Math.max(known, now.rows);
}

/**
 * States of an *order*, which may span several attempts: one that ended `busy` can belong to an order that is
 * `scheduled` again, so every state whose orders can have been dialled is asked for.
 */
export const dialledStates = ['completed', 'errored', 'calling', 'scheduled', 'cancelled'];
export const undialledStates = ['initializing', 'queued_for_calling'];

interface ListRequest {
  page: number;
  size: number;
  /** Null asks for every state. */
  filter: { states: string[]; encoding: Encoding } | null;
}

function listQuery({ page, size, filter }: ListRequest): URLSearchParams {
  const query = new URLSearchParams({ page: String(page), page_size: String(size) });
  if (filter === null) return query;

  const { states, encoding } = filter;
  if (encoding === 'comma') query.append('statuses', states.join());
  else for (const state of states) query.append(encoding === 'brackets' ? 'statuses[]' : 'statuses', state);
  return query;
}
