import type { FilterProblem } from '../../calls/filter/parse.ts';
import { parseFilter } from '../../calls/filter.ts';
import { topics } from '../../calls/topics/index.ts';
import { type FilledIn, filledIn } from './filled-in.ts';
import { optionErrors, optionWords } from './option-fields/index.ts';

export type ReadForm = { words: string } | { errors: Record<string, string> };

/** The same words that one would have typed after `/revox subscribe`; else what is wrong, by field. */
export function readSubscribeForm(values: unknown): ReadForm {
  const form = filledIn(values);
  const topic = topics.find((it) => it === form?.one('topic'));
  if (form === null || topic === undefined)
    return { errors: { topic: 'This form no longer works. Close it and type /revox subscribe again.' } };
  const errors = { ...filterErrors(form), ...optionErrors(topic, form) };
  if (Object.keys(errors).length > 0) return { errors };
  const words = [topic, filterOf(form), ...optionWords(topic, form)];
  return { words: words.filter((it) => it !== '').join(' ') };
}

function filterOf(form: FilledIn): string {
  return [...form.many('results'), ...form.many('errors'), form.text('filter')].join(' ').trim();
}

function filterErrors(form: FilledIn): Record<string, string> {
  if (form.one('topic') === 'incidents' && filterOf(form) !== '')
    return { topic: 'Incidents take no filter: each has one card.' };
  const typed = form.text('filter').replaceAll(maskedWord, '');
  // Who may look for what is asked when the words are carried out.
  const { problems } = parseFilter(typed, { now: someDay, timezone: 'UTC', numbers: 'any' });
  // What is near to nothing may be the value of a field, which is looked up when the words are carried out.
  const wrong = problems.find(
    ({ isUnknown, suggestion, choices }) => !isUnknown || suggestion !== null || choices,
  );
  return wrong === undefined ? {} : { filter: meant(wrong) };
}

/** Later than any date without a year that somebody means. */
const someDay = Date.UTC(2100, 0);

/** As the form showed a number that somebody else set; what it stands for is looked up when the form is answered. */
const maskedWord = /-?phone:"?(?:\+\d+ )?•••• \d{4}"?/gi;

function meant({ message, suggestion, choices }: FilterProblem): string {
  const offered = choices ?? (suggestion === null ? [] : [suggestion]);
  return offered.length === 0 ? message : `${message} Did you mean ${offered.join(' or ')}?`;
}
