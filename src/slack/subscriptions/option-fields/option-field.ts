import type { InputBlock } from '@slack/types';

import type { ChoiceOption } from '../../../calls/options/option.ts';
import { chosen, field } from '../../blocks/form-fields.ts';
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
