import type { ChoiceOption } from '../../../calls/options/option.ts';
import { chosen, field, option } from '../form-fields.ts';
import type { OptionField } from './option-field.ts';

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
