import type { Answer } from './answer.ts';
import type { Conversation } from './conversation.ts';
import { firstPage } from './dialect.ts';
import { findLastPage } from './find-last-page.ts';
import { type Reading, reading } from './reading.ts';

/** Pages met on the way to the end that are likely to be read next. */
const keptPages = 16;

/** Reads a list whose last page holds the newest calls, backwards. Its newest page is often a short one. */
export function createOldestFirst(talk: Conversation): (index: number) => Promise<Reading> {
  const kept = new Map<number, Answer>();

  return async (index) => {
    const first = firstPage(talk.dialect);
    const lastPage = index === 0 ? await findEnd(first) : (talk.dialect.lastPage ?? (await findEnd(first)));
    if (lastPage === null) return reading([], { last: true, doubt: 'nothing-there' });

    const page = lastPage - index;
    if (page < first) return reading([], { last: true });
    const { rows, refusal } = await takeKept(page);
    if (refusal !== null) return reading([], { doubt: 'declined', refusal });
    return reading(rows.toReversed(), { last: page === first });
  };

  async function findEnd(first: number): Promise<number | null> {
    kept.clear();
    const lastPage = await findLastPage(askAndKeep, { ...talk.dialect, firstPage: first });
    for (const page of kept.keys()) if (page < (lastPage ?? 0) - keptPages) kept.delete(page);
    await talk.learn({ lastPage });
    return lastPage;
  }

  async function askAndKeep(page: number): Promise<Answer> {
    const answer = await talk.ask(page);
    kept.set(page, answer);
    return answer;
  }

  /** Kept for one reading only: the next one wants to know what changed. */
  async function takeKept(page: number): Promise<Answer> {
    const answer = kept.get(page) ?? (await talk.ask(page));
    kept.delete(page);
    return answer;
  }
}
