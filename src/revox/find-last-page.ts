import { type Answer, isEmpty, repeats } from './answer.ts';
import { RevoxError } from './errors.ts';

/** No list is this long: the server makes up pages. */
const farthest = 2 ** 40;

/** What is known before looking. */
export interface Landmarks {
  firstPage: number;
  /** Where the list ended last time. */
  lastPage: number | null;
  fullSize: number | null;
}

/**
 * The number of the last page that holds rows, or null when none does: one or two questions when the list ends where it
 * did, and a number that grows with the logarithm of the distance otherwise.
 */
export async function findLastPage(
  ask: (page: number) => Promise<Answer>,
  { firstPage, lastPage, fullSize }: Landmarks,
): Promise<number | null> {
  const start = Math.max(firstPage, lastPage ?? firstPage);
  const answer = await ask(start);
  return isEmpty(answer) ? descend(start) : climb(start, answer);

  async function climb(from: number, fromAnswer: Answer): Promise<number> {
    let below = from;
    let last = from;
    let lastAnswer = fromAnswer;
    for (let step = 1; !(last - below <= 1 && isShort(lastAnswer)); step *= 2) {
      if (last > farthest) throw new RevoxError('unexpected-shape', 'The list of calls has no end.');
      let page = last + step;
      let next = await ask(page);
      // A page met twice may be a slip, or a first page that has two numbers; the one after it decides.
      if (repeats(next, lastAnswer)) next = await ask(++page);
      // Some servers answer every number past the end with the last page again.
      if (repeats(next, lastAnswer)) return endOfRepeats(below, last, lastAnswer);
      if (isEmpty(next)) return lastThat(async (middle) => !isEmpty(await ask(middle)), last, page);
      [below, last, lastAnswer] = [last, page, next];
    }
    return last;
  }

  /** `last` is the end or past it, and `below` is neither unless they are one. */
  async function endOfRepeats(below: number, last: number, lastAnswer: Answer): Promise<number> {
    if (below === last) return last;
    return 1 + (await lastThat(async (page) => !repeats(await ask(page), lastAnswer), below, last));
  }

  async function descend(from: number): Promise<number | null> {
    let above = from;
    for (let step = 1; above > firstPage; step *= 2) {
      const next = Math.max(firstPage, above - step);
      if (!isEmpty(await ask(next))) return lastThat(async (page) => !isEmpty(await ask(page)), next, above);
      above = next;
    }
    return null;
  }

  function isShort(page: Answer): boolean {
    return fullSize !== null && page.rows.length < fullSize;
  }
}

/** The last page of which something holds, where it holds of `low`, not of `high`, and changes once between them. */
async function lastThat(
  holds: (page: number) => Promise<boolean>,
  low: number,
  high: number,
): Promise<number> {
  if (high - low <= 1) return low;
  const middle = Math.floor((low + high) / 2);
  return (await holds(middle)) ? lastThat(holds, middle, high) : lastThat(holds, low, middle);
}
