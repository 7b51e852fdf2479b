import { type Answer, isEmpty, orDeclined, overlaps } from './answer.ts';
import type { Conversation } from './conversation.ts';

/**
 * Learns which number the first page has, from the pages 0 and 1, as far as the list is long enough to tell. Gives what
 * was on the first page, unfiltered.
 *
 * To believe in 0 where it is 1 shows one page twice; to believe in 1 where it is 0 hides the newest calls. So 1
 * has to be
 * shown, and shown again. Page 1 is always asked before page 0: calls that arrive in between move rows to later pages,
 * so that on a list that starts at 0 what was on page 1 is never met again on page 0.
 *
 * @throws RevoxError when the server declines both pages
 */
export async function learnPageBase(talk: Conversation): Promise<Answer> {
  const pages = await askOneAndZero(talk);
  if (pages.one.refusal !== null && pages.zero.refusal !== null) throw pages.zero.refusal;
  const pageBase = (await judge(talk, pages)) ?? talk.dialect.pageBase;
  await talk.learn({ pageBase });
  return pageBase === 1 ? pages.one : pages.zero;
}

async function judge(talk: Conversation, pages: OneAndZero): Promise<0 | 1 | null> {
  if (!looksLikeOne(pages)) return isEmpty(pages.one) && isEmpty(pages.zero) ? null : 0;
  // A server may answer every number past the end with its last page, which then says nothing about the first one.
  if (!isEmpty(pages.zero) && overlaps(await talk.askPlainly(2), pages.one)) return null;
  return looksLikeOne(await askOneAndZero(talk)) ? 1 : 0;
}

interface OneAndZero {
  one: Answer;
  zero: Answer;
}

async function askOneAndZero(talk: Conversation): Promise<OneAndZero> {
  const one = await talk.askPlainly(1);
  // Page 0 of a list that starts at 1 is a negative offset, and some servers break on it.
  return { one, zero: await orDeclined(talk.askPlainly(0)) };
}

/** Page 1 is given, and page 0 is declined, or empty, or page 1 again. */
function looksLikeOne({ one, zero }: OneAndZero): boolean {
  if (one.refusal !== null || zero.refusal !== null) return one.refusal === null;
  return !isEmpty(one) && (isEmpty(zero) || overlaps(zero, one));
}
