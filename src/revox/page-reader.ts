import type { Instant } from '../calls/call.ts';
import { hourMs } from '../calls/time/durations.ts';
import type { Conversation } from './conversation.ts';
import { firstPage } from './dialect.ts';
import { judgeOrder } from './judge-order.ts';
import { createNewestFirst } from './newest-first.ts';
import { createOldestFirst } from './oldest-first.ts';
import type { Doubt, Reading } from './reading.ts';
import { review } from './review.ts';
import { settle } from './settle.ts';
import type { ReadRow } from './to-call.ts';

export interface PageReader {
  readPage(index: number): Promise<RevoxPage>;
}

export interface RevoxPage {
  rows: ReadRow[];
  /** Rows per page in effect, which the server may have capped. */
  size: number;
  /** Nothing older follows. */
  last: boolean;
}

/** One doubt may hide another, but each has a single cure. */
const mostLooks = 3;

/** An order that was looked into is left in peace for a while, whatever single pages look like. */
const trustOrderForMs = hourMs;

/** Reads pages newest first, and learns how the server speaks from what it answers. */
export function createPageReader(talk: Conversation, now: () => Instant): PageReader {
  const read = { 'newest-first': createNewestFirst(talk), 'oldest-first': createOldestFirst(talk) };
  let reviewed = false;
  let trustOrderUntil = 0;

  return {
    async readPage(index) {
      if (index === 0 || !reviewed) await review(talk, now());
      reviewed = true;
      return toPage(await readUntilItFits(index));
    },
  };

  async function readUntilItFits(index: number): Promise<Reading> {
    let reading = await readInOrder(index);
    for (let look = 0; look < mostLooks; look += 1) {
      const doubt = reading.doubt ?? (await doubtAboutOrder(reading));
      if (doubt === null || !(await isWorthAsking(doubt))) break;
      reading = await readInOrder(index);
    }
    return reading;
  }

  function readInOrder(index: number): Promise<Reading> {
    return read[talk.dialect.order ?? 'newest-first'](index);
  }

  async function doubtAboutOrder({ rows }: Reading): Promise<Doubt | null> {
    const order = judgeOrder(rows);
    if (order === 'newest-first' && talk.dialect.order === null) await talk.learn({ order });
    const isClear = order === 'newest-first' || (order === null && talk.dialect.order !== null);
    return isClear || rows.length === 0 || now() < trustOrderUntil ? null : 'order';
  }

  async function isWorthAsking(doubt: Doubt): Promise<boolean> {
    const again = await settle(talk, doubt, now());
    const hasSeveralPages = (talk.dialect.lastPage ?? 0) > firstPage(talk.dialect);
    if (doubt === 'order' && !again && hasSeveralPages) trustOrderUntil = now() + trustOrderForMs;
    return again;
  }

  function toPage({ rows, last, refusal }: Reading): RevoxPage {
    if (refusal !== null) throw refusal;
    const { fullSize, askedSize } = talk.dialect;
    // A server that ignores the size may send more rows than were asked for.
    return { rows, last, size: Math.max(fullSize ?? askedSize, rows.length) };
  }
}
