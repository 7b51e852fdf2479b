import type { DayFigures } from '../../calls/digest.ts';
import { compared, sum } from '../../calls/most-first.ts';
import { dialErrorsOf, hasFailed } from '../../calls/outcome.ts';
import type { Outcomes } from '../../calls/tallies/field-tally.ts';
import type { Kind, Word } from '../calls/kept/kinds.ts';

export type WordTally = Outcomes & { word: string | null };

/** What must be kept apart for every figure. */
export const outcomeWords = ['status', 'result', 'dial_error'] as const;

type Outcome = Kind<(typeof outcomeWords)[number]>;

export function figuresIn(kinds: Outcome[]): DayFigures {
  const ours = dialErrorsOf('ours');
  return {
    ...tallyOf(kinds),
    ours: sum(kinds.filter((kind) => kind.dial_error !== null && ours.includes(kind.dial_error))),
  };
}

export function tallyOf(kinds: Outcome[]): Outcomes {
  return {
    calls: sum(kinds),
    answered: sum(kinds.filter((kind) => kind.result === 'human')),
    failed: sum(kinds.filter(({ dial_error: dialError, status }) => hasFailed({ dialError, status }))),
  };
}

/**
 * The tally of each word that calls have in one place, most calls first. Null are those that have none.
 *
 * @param named the words that are wanted, however few calls they have.
 */
export function talliesBy<Of extends Word>(
  kinds: (Outcome & Kind<Of>)[],
  column: Of,
  named?: { word: string | null }[],
): WordTally[] {
  const words = [...Map.groupBy(kinds, (kind) => kind[column])].map(([word, some]) => ({
    word,
    ...tallyOf(some),
  }));
  if (named !== undefined) return words.filter(({ word }) => named.some((it) => it.word === word));
  // People say numbers, as a reason too. An order by the words would tell which of two masked ones is the greater, so
  // words that are as frequent stay in the order in which they were first met.
  const isText = column === 'end_reason';
  return words
    .sort(
      (one, other) => other.calls - one.calls || (isText ? 0 : compared(one.word ?? '', other.word ?? '')),
    )
    .slice(0, mostWords);
}

export const mostWords = 12;
