import { canonicalTimezone } from '../../../calls/time/timezone.ts';
import { field, optional, text } from '../../blocks/form-fields.ts';
import type { OptionField } from './option-field.ts';

const hint = 'For example Europe/Paris. Empty means your profile’s time zone.';

export const zoneField: OptionField<string> = {
  show: (timezone) => [optional(field('zone', 'Time zone', text(timezone), hint))],
  words: (form) => form.text('zone') && `zone:${form.text('zone')}`,
  wrong(form): Record<string, string> {
    const zone = form.text('zone');
    if (zone === '' || canonicalTimezone(zone) !== null) return {};
    return { zone: 'I don’t know this time zone. Use one like Europe/Paris.' };
  },
};
