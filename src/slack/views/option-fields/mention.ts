import { mention, type UserGroup } from '../../../calls/options/mention.ts';
import { parseOptions } from '../../../calls/options/parse.ts';
import type { FilledIn } from '../filled-in.ts';
import { field, optional, text } from '../form-fields.ts';
import type { OptionField } from './option-field.ts';

const label = 'Mention when an error is severe';

export const mentionField: OptionField<UserGroup> = {
  show: (group) => [
    optional(field('mention', label, text(group && `@${group.handle}`), 'A user group, as in @oncall.')),
  ],
  words,
  wrong(form): Record<string, string> {
    const [wrong] = parseOptions(words(form), 'errors').problems;
    return wrong === undefined ? {} : { mention: wrong.message };
  },
};

function words(form: FilledIn): string {
  return form.text('mention') && mention.write(form.text('mention'));
}
