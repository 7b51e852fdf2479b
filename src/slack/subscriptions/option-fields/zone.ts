import { canonicalTimezone } from '../../../calls/time/timezone.ts';
import { field, optional, text } from '../../blocks/form-fields.ts';
import type { OptionField } from './option-field.ts';

const hint = 'As in Europe/Paris. Left empty, it is that of your profile.';

export const zoneField: OptionField<string> = {
  show: (timezone) => [optional(field('zone', 'Time zone', text(timezone), hint))],
  words: (form) => form.text('zone') && `zone:${form.text('zone')}`,
  wrong(form): Record<string, string> {
    const zone = form.text('zone');
    if (zone === '' || canonicalTimezone(zone) !== null) return {};
    return { zone: 'That is not a time zone. Write it as in Europe/Paris.' };
  },
};
