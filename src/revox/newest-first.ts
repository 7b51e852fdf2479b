import { type Answer, isEmpty, keysOf, repeats } from './answer.ts';
import type { Conversation } from './conversation.ts';
import { firstPage } from './dialect.ts';
import { type Reading, reading } from './reading.ts';

/** Several readers may take turns in one list, so more than the latest page is remembered. */
const rememberedPages = 64;

/** Reads a list whose first page holds the newest calls. */
export function createNewestFirst(talk: Conversation): (index: number) => Promise<Reading> {
  const recent = new Map<number, string>();

  return async (index) => {
    const page = firstPage(talk.dialect) + index;
    const answer = await askOnceMoreIfRepeated(page);
    if (answer.refusal !== null) return declined(index, answer);
    // Only an empty page is the end: a server that filters after it has paged has short ones anywhere.
    if (isEmpty(answer)) return reading([], { last: true, doubt: index === 0 ? 'nothing-there' : null });
    if (!repeatsTheOneBefore(page, answer)) return reading(answer.rows);

    const last = await isTheEnd(page, answer);
    return reading(answer.rows, { last, doubt: index === 1 ? 'repeated' : null });
  };

  /** A page that repeats the one before may be a slip of the server. */
  async function askOnceMoreIfRepeated(page: number): Promise<Answer> {
    const answer = await talk.ask(page);
    const settled = repeatsTheOneBefore(page, answer) ? await talk.ask(page) : answer;
    recent.delete(page);
    recent.set(page, keysOf(settled));
    if (recent.size > rememberedPages) recent.delete(recent.keys().next().value ?? page);
    return settled;
  }

  function repeatsTheOneBefore(page: number, answer: Answer): boolean {
    return !isEmpty(answer) && recent.get(page - 1) === keysOf(answer);
  }

  /** Some servers answer every number past the end with the last page again. */
  async function isTheEnd(page: number, answer: Answer): Promise<boolean> {
    const next = await talk.ask(page + 1);
    return isEmpty(next) || repeats(next, answer);
  }

  /** Declining a page past the end is fine, as long as the first one is still given. */
  async function declined(index: number, { refusal }: Answer): Promise<Reading> {
    const isPastTheEnd = index > 0 && !isEmpty(await talk.ask(firstPage(talk.dialect)));
    return isPastTheEnd ? reading([], { last: true }) : reading([], { doubt: 'declined', refusal });
  }
}
