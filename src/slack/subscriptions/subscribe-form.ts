import type { InputBlock, PlainTextOption } from '@slack/types';

import { type Filter, formatFilter, storedFilter, type Term } from '../../calls/filter.ts';
import { knownDialErrors, knownResults, meaningOf, resultLabel } from '../../calls/outcome.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { offeredTopics, type Topic } from '../../calls/topics/index.ts';
import { chosen, field, optional, text } from '../blocks/form-fields.ts';
import type { Modal } from '../blocks/modal.ts';
import { option } from '../blocks/rich.ts';
import { mostTyped } from './filled-in.ts';
import { optionFields } from './option-fields/index.ts';

type Shown = Pick<Subscription, 'topic' | 'filter' | 'options'>;

const blank: Shown = { topic: 'errors', filter: '', options: {} };

/**
 * What can be typed after `/revox subscribe`, put together by clicking.
 *
 * @param about The one that is edited.
 * @param topic What was chosen in the form since.
 */
export function subscribeForm(about: Subscription | null, topic?: Topic): Modal {
  const shown = { ...(about ?? blank), ...(topic && { topic }) };
  return {
    title: about === null ? 'Subscribe this channel' : 'Edit a subscription',
    blocks: [topicField(shown), ...fieldsOf(shown)],
    form: {
      callbackId: about === null ? 'subscribe_form' : 'edit_form',
      submit: 'Next',
      about: about?.id ?? null,
    },
  };
}

const topicOptions = offeredTopics.map(({ name, offer }) => option(offer, name));
const resultOptions = knownResults.map((value) =>
  option(resultLabel(value), wordOf({ kind: 'result', value, negated: false })),
);
const errorOptions = [
  option('All in your setup or list', 'ours'),
  option('All of carriers and phones', 'theirs'),
  ...knownDialErrors.map((value) =>
    option(meaningOf(value).label, wordOf({ kind: 'dial-error', value, negated: false })),
  ),
];

/** Another choice asks for other things, so the form is drawn again; what is filled in already stays. */
function topicField({ topic }: Shown): InputBlock {
  const select = { type: 'static_select', options: topicOptions, ...chosen(topicOptions, [topic]) } as const;
  return { ...field('topic', 'What should be posted in this channel?', select), dispatch_action: true };
}

function fieldsOf(shown: Shown): InputBlock[] {
  const fields = optionFields(shown.topic, shown.options);
  if (shown.topic === 'incidents') return fields;
  return shown.topic === 'digest' ? [...fields, ...whatFields(shown)] : [...whatFields(shown), ...fields];
}

function whatFields({ filter }: Shown): InputBlock[] {
  const { terms } = storedFilter(filter);
  const isPicked = (term: Term) =>
    [...resultOptions, ...errorOptions].some(({ value }) => value === wordOf(term));
  const rest = formatFilter({ terms: terms.filter((term) => !isPicked(term)) });
  return [
    pickField('results', 'Only these results', resultOptions, terms),
    pickField('errors', 'Only these dial errors', errorOptions, terms),
    optional(field('filter', 'More filter words', text(rest, mostTyped), filterHint)),
  ];
}

function wordOf(term: Term): string {
  return formatFilter({ terms: [term] } satisfies Filter);
}

const filterHint = 'For example -reason:voicemail or field:lead_score=hot. A leading - leaves out.';

function pickField(name: string, label: string, options: PlainTextOption[], terms: Term[]): InputBlock {
  const words = terms.map(wordOf);
  const initial_options = options.filter(({ value }) => words.includes(value ?? ''));
  // Slack takes no empty list.
  const picked = initial_options.length === 0 ? {} : { initial_options };
  return optional(field(name, label, { type: 'multi_static_select', options, ...picked }));
}
