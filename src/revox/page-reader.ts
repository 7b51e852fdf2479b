import type { Instant } from '../calls/call.ts';
import { hourMs } from '../calls/time/durations.ts';
import type { CallPage } from '../sync/call-list.ts';
import type { Conversation } from './conversation.ts';
import { firstPage } from './dialect.ts';
import { findLastPage } from './find-last-page.ts';
import { judgeOrder, judgeOrderBetween } from './judge-order.ts';
import { learnPageBase } from './learn-page-base.ts';
import { createNewestFirst } from './newest-first.ts';
import { createOldestFirst } from './oldest-first.ts';
import type { Doubt, Reading } from './reading.ts';
import { review } from './review.ts';

export type PageReader = ReturnType<typeof createPageReader>;

/** One doubt may hide another, but each has a single cure. */
const mostLooks = 3;

/** An order that was looked into is left in peace for a while, whatever single pages look like. */
const trustOrderForMs = hourMs;

/** Reads pages newest first, and learns how the server speaks from what it answers. */
export function createPageReader(talk: Conversation, now: () => Instant) {
  const read = { 'newest-first': createNewestFirst(talk), 'oldest-first': createOldestFirst(talk) };
  let reviewed = false;
  let trustOrderUntil = 0;

  return {
    async readPage(index: number): Promise<CallPage> {
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

  function toPage({ rows, last, refusal }: Reading): CallPage {
    if (refusal !== null) throw refusal;
    const { fullSize, askedSize } = talk.dialect;
    // A server that ignores the size may send more rows than were asked for.
    return { rows, last, size: Math.max(fullSize ?? askedSize, rows.length) };
  }
}

/** Looks into an answer that does not fit what we believe. Whether the page is worth asking again. */
async function settle(talk: Conversation, doubt: Doubt, now: number): Promise<boolean> {
  const { pageBase, statuses, order } = talk.dialect;
  if (doubt === 'order') await settleOrder(talk);
  else if (doubt === 'repeated') await learnPageBase(talk);
  else await learnAnew(talk, now);

  const known = talk.dialect;
  if (doubt === 'declined') return true;
  return (
    known.pageBase !== pageBase ||
    known.statuses !== statuses ||
    (known.order ?? 'newest-first') !== (order ?? 'newest-first')
  );
}

async function learnAnew(talk: Conversation, now: number): Promise<void> {
  // An empty list that we know to be empty has nothing to teach.
  if (talk.dialect.pageBase === null) return;
  await talk.learn({ pageBase: null, statuses: null, fullSize: null, lastPage: null, reviewAt: 0 });
  await review(talk, now);
}

/** One page may mislead, so the two ends of the list are compared. */
async function settleOrder(talk: Conversation): Promise<void> {
  const landmarks = { ...talk.dialect, firstPage: firstPage(talk.dialect), fullSize: null };
  const lastPage = await findLastPage(talk.ask, landmarks);
  await talk.learn({ lastPage });
  if (lastPage === null) return;

  const { rows } = await talk.ask(landmarks.firstPage);
  const isAlone = lastPage === landmarks.firstPage;
  const order = isAlone ? judgeOrder(rows) : judgeOrderBetween(rows, (await talk.ask(lastPage)).rows);
  if (order !== null) await talk.learn({ order });
}
