import type { UserGroup } from '../../../calls/options/mention.ts';
import { parseOptions } from '../../../calls/options/parse.ts';
import { field, optional, text } from '../../blocks/form-fields.ts';
import type { OptionField } from './option-field.ts';

const label = 'Mention when an error is severe';

export const mentionField: OptionField<UserGroup> = {
  show: (group) => [
    optional(field('mention', label, text(group && `@${group.handle}`), 'A user group, as in @oncall.')),
  ],
  words: (form) => form.text('mention') && `mention:${form.text('mention')}`,
  wrong(form): Record<string, string> {
    const [wrong] = parseOptions(mentionField.words(form), 'errors').problems;
    return wrong === undefined ? {} : { mention: wrong.message };
  },
};
