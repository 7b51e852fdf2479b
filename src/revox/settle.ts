import type { Conversation } from './conversation.ts';
import { firstPage } from './dialect.ts';
import { findLastPage } from './find-last-page.ts';
import { judgeOrder, judgeOrderBetween } from './judge-order.ts';
import { learnPageBase } from './learn-page-base.ts';
import type { Doubt } from './reading.ts';
import { review } from './review.ts';

/** Looks into an answer that does not fit what we believe. Whether the page is worth asking again. */
export async function settle(talk: Conversation, doubt: Doubt, now: number): Promise<boolean> {
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
