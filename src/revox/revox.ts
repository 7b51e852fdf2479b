import { type ClientOptions, createClient } from './client.ts';
import { converse, type Memory } from './conversation.ts';
import { createPageReader, type PageReader, type RevoxPage } from './page-reader.ts';
import { createTurns } from './turns.ts';

export interface RevoxOptions extends ClientOptions, Memory {
  /** Rows to ask for in one page. */
  pageSize?: number;
}

export interface Revox {
  /**
   * One page of call attempts; 0 holds the newest, however this server speaks.
   * @throws RevoxError
   */
  readPage(index: number): Promise<RevoxPage>;
  /**
   * Asks whether the key is accepted.
   * @throws RevoxError
   */
  checkKey(): Promise<void>;
  close(): Promise<void>;
}

/** Revox, as the rest of the product sees it: https://docs.getrevox.com */
export function createRevox(options: RevoxOptions): Revox {
  const { now = Date.now, pageSize = 100 } = options;
  const client = createClient(options);
  const inTurn = createTurns();
  let reader: PageReader | null = null;

  return {
    readPage: (index) => inTurn(async () => (await theReader()).readPage(index)),
    async checkKey() {
      await client.get('/auth-status');
    },
    close: () => client.close(),
  };

  async function theReader(): Promise<PageReader> {
    reader ??= createPageReader(await converse(client, options, serverOf(options.baseUrl), pageSize), now);
    return reader;
  }
}

/** Without the credentials that a URL may carry. */
function serverOf(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return `${origin}${pathname}`;
}
