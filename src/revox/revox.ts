import type { CallPage } from '../sync/call-list.ts';
import { type Client, type ClientOptions, createClient, createTurns } from './client.ts';
import { converse, largestSize, type Memory, usualSize } from './conversation.ts';
import { createPageReader, type PageReader } from './page-reader.ts';
import { type RememberedPages, rememberPages } from './remembered-answers.ts';

export interface RevoxOptions extends ClientOptions, Memory {
  /** Rows to ask for in one page. */
  pageSize?: number;
  /** The same for history, of which every page is wanted. */
  historyPageSize?: number;
  /** Called when a page first has more rows than requested. */
  onOverfullPage?(page: { asked: number; rows: number }): void;
}

export interface Revox {
  /**
   * One page of call attempts; 0 holds the newest, however this server speaks.
   * @param whole Also where it comes again letter for letter.
   * @throws RevoxError
   */
  readPage(index: number, whole?: boolean): Promise<CallPage>;
  /** The same list in the largest pages that the server gives. */
  history: PageReader & Pick<Client, 'aheadMs'>;
  /** How far our clock is ahead of that of Revox; null before its first answer with a date. */
  aheadMs(): number | null;
  /**
   * Asks whether the key is accepted.
   * @throws RevoxError
   */
  checkKey(): Promise<void>;
  close(): Promise<void>;
}

/** Revox, as the rest of the product sees it: https://docs.getrevox.com */
export function createRevox(options: RevoxOptions): Revox {
  const { now = Date.now, pageSize = usualSize, historyPageSize = largestSize } = options;
  const client = createClient(options);
  let toldOfOverfull = false;

  return {
    ...inReaderThread(options, pageSize, rememberPages()),
    aheadMs: client.aheadMs,
    history: {
      ...inReaderThread(inLargePages(options, historyPageSize), historyPageSize),
      aheadMs: client.aheadMs,
    },
    async checkKey() {
      // A page to sign in on is no answer of Revox.
      (await client.get('/auth-status')).json();
    },
    close: () => client.close(),
  };

  function overfull(asked: number, rows: number): void {
    if (!toldOfOverfull) options.onOverfullPage?.({ asked, rows });
    toldOfOverfull = true;
  }

  function inReaderThread(memory: Memory, size: number, pages?: RememberedPages) {
    const inTurn = createTurns();
    let reader: PageReader | null = null;
    return {
      readPage: (index: number, whole = false) =>
        inTurn(async () => {
          const server = serverOf(options.baseUrl);
          reader ??= createPageReader(await converse(client, memory, server, size, pages?.read), now);
          const known = reader;
          const read = () => known.readPage(index);
          const page = await (whole && pages ? pages.whole(read) : read());
          if (page.rows.length > size) overfull(size, page.rows.length);
          return page;
        }),
    };
  }
}

/** What was learned holds for pages of any size; their size is learned again by each process. */
function inLargePages({ loadDialect }: Memory, askedSize: number): Memory {
  return {
    async loadDialect() {
      const known = await loadDialect();
      return typeof known === 'object' && known !== null
        ? { ...known, askedSize, fullSize: null, lastPage: null }
        : known;
    },
    saveDialect: async () => undefined,
  };
}

/** Without the credentials that a URL may carry. */
function serverOf(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return `${origin}${pathname}`;
}
