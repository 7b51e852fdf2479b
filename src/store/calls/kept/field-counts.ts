import { termsOf } from '../../../calls/filter/refine.ts';
import type { Filter, FilterContext, Term } from '../../../calls/filter.ts';
import { type Outcomes, sumOfOutcomes } from '../../../calls/tallies/field-tally.ts';
import { ever } from '../../../calls/tallies/of-words.ts';
import type { Store } from '../../engine/database.ts';
import { knownValues } from '../../tallies/fields/field-values.ts';
import { keptFields } from './field-values.ts';

/**
 * How many ended calls a filter chooses whose words are about one extracted field, times, and whether a person answered
 * or the call failed.
 *
 * @returns null where that is not kept: where it asks for more, or for a value that is not counted by its name.
 */
export async function keptFieldCount(
  store: Store,
  filter: Filter,
  context: FilterContext,
): Promise<number | null> {
  const [field, outcome] = [oneField(filter), oneOutcome(filter)];
  if (field === null || outcome === null) return null;
  const { name, values } = field;
  const named = await knownValues(store, values?.map((value) => ({ name, value })) ?? []);
  if (values !== null && named.size < values.length) return null;
  const question = { stretches: [{ ...ever, of: 0 }], filter: { terms: termsOf(filter, 'period') }, context };
  const fields = await keptFields(store, question, name, values);
  if (fields === null) return null;
  const others = values === null ? fields.map((it) => it.others) : [];
  return sumOfOutcomes([...fields.flatMap((it) => [...it.values.values()]), ...others])[outcome];
}

/** The field that all words for extracted data are about, with the values that they ask for; null is any. */
function oneField({ terms }: Filter): { name: string; values: string[] | null } | null {
  const asked = terms.filter((term) => term.kind === 'field' || term.kind === 'extracted');
  const [first, ...others] = asked;
  if (first === undefined || asked.some(({ negated }) => negated)) return null;
  if (first.kind === 'extracted') return others.length === 0 ? { name: first.value, values: null } : null;
  const { name } = first;
  const areAlike = asked.every((term) => term.kind === 'field' && term.name === name);
  return areAlike ? { name, values: [...new Set(asked.map(({ value }) => value))] } : null;
}

const ofFieldsAndTimes = new Set<Term['kind']>(['field', 'extracted', 'day', 'since', 'until']);

/** Which of the numbers that are kept of each value the other words ask for. */
function oneOutcome({ terms }: Filter): keyof Outcomes | null {
  const [word, ...others] = terms.filter(({ kind }) => !ofFieldsAndTimes.has(kind));
  if (word === undefined) return 'calls';
  if (others.length > 0 || word.negated) return null;
  if (word.kind === 'result' && word.value === 'human') return 'answered';
  return word.kind === 'status' && word.value === 'errored' ? 'failed' : null;
}
