import { type Outcomes, sumOfOutcomes } from '../../calls/tallies/field-tally.ts';
import { keptFields } from '../calls/kept/field-values.ts';
import type { Question } from '../calls/kept/kinds.ts';
import type { Store } from '../engine/database.ts';
import { mostWords, type WordTally } from './kinds.ts';

/** Of so many calls with a field, values that hardly any of them has go without a line of their own. */
const manyCalls = 5_000;
const fewOfThem = 1 / 20;

/**
 * The calls of a period by the values of a field, most calls first; null is without it.
 *
 * @param all how all calls of the period went.
 * @param words those that are wanted, however few calls they have.
 * @returns null where that has to be counted from the calls: where a value without a name could be among them.
 */
export async function keptGroups(
  store: Store,
  question: Question,
  name: string,
  all: Outcomes,
  words?: { word: string | null }[],
): Promise<WordTally[] | null> {
  const fields = await keptFields(store, question, name);
  if (fields === null) return null;
  const { values = new Map<string, Outcomes>(), others = nothing } = fields[0] ?? {};
  const having = sumOfOutcomes([others, ...values.values()]);
  const groups: WordTally[] = [...values].map(([word, outcomes]) => ({ word, ...outcomes }));
  if (all.calls > having.calls) groups.push({ word: null, ...difference(all, having) });
  if (words !== undefined) {
    const areKnown = others.calls === 0 || words.every(({ word }) => word === null || values.has(word));
    return areKnown ? groups.filter(({ word }) => words.some((it) => it.word === word)) : null;
  }
  const shown = groups.sort((one, other) => other.calls - one.calls).slice(0, mostWords);
  const areFew = having.calls >= manyCalls && others.calls <= having.calls * fewOfThem;
  const isBeyond = shown.length === mostWords && shown.every(({ calls }) => calls > others.calls);
  return others.calls === 0 || areFew || isBeyond ? shown : null;
}

const nothing: Outcomes = { calls: 0, answered: 0, failed: 0 };

function difference(one: Outcomes, other: Outcomes): Outcomes {
  return {
    calls: one.calls - other.calls,
    answered: one.answered - other.answered,
    failed: one.failed - other.failed,
  };
}
