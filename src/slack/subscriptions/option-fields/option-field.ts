import type { InputBlock } from '@slack/types';

import type { ChoiceOption, TypedOption } from '../../../calls/options/option.ts';
import { parseOptions } from '../../../calls/options/parse.ts';
import type { Topic } from '../../../calls/topics/index.ts';
import { chosen, field, optional, text } from '../../blocks/form-fields.ts';
import { option } from '../../blocks/rich.ts';
import type { FilledIn } from '../filled-in.ts';

/** An option in the form. */
export interface OptionField<Kept = unknown> {
  show(value: Kept | undefined): InputBlock[];
  /** The words that one would have typed; empty for none. */
  words(form: FilledIn): string;
  /** What is wrong, by field. */
  wrong?(form: FilledIn): Record<string, string>;
}

/** What was typed may be none of the choices, and is shown as it is written. */
export function choiceField({ form, write }: ChoiceOption): OptionField {
  const choices = [option(...form.none), ...form.choices.map((it) => option(form.labelOf(it), write(it)))];
  return {
    show(value) {
      const set = value === undefined ? form.none[1] : write(value);
      const options = choices.some((it) => it.value === set) ? choices : [...choices, option(set, set)];
      return [field(form.field, form.label, { type: 'static_select', options, ...chosen(options, [set]) })];
    },
    words: (filledIn) => (filledIn.one(form.field) === form.none[1] ? '' : filledIn.one(form.field)),
  };
}

/** The same name there means the same. */
export function typedField({
  form: { field: name, label, hint },
  names,
  topics,
  write,
}: TypedOption): OptionField {
  const [word] = names as [string];
  const bare = (typed: string) => typed.replace(new RegExp(`^${word}[\\s:]+`, 'i'), '');
  const words = (form: FilledIn) => form.text(name) && `${word}:${bare(form.text(name))}`;
  return {
    show: (value) => [
      optional(field(name, label, text(value === undefined ? undefined : bare(write(value))), hint)),
    ],
    words,
    wrong(form): Record<string, string> {
      const [wrong] = parseOptions(words(form), topics[0] as Topic).problems;
      return wrong === undefined ? {} : { [name]: wrong.message };
    },
  };
}

export function isTyped(option: ChoiceOption | TypedOption): option is TypedOption {
  return 'hint' in option.form;
}
