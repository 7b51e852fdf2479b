import { usualDigestTime } from '../../../calls/options/digest-time.ts';
import { field, time } from '../../blocks/form-fields.ts';
import type { OptionField } from './option-field.ts';

export const digestTimeField: OptionField<string> = {
  show: (at) => [field('digest_time', 'At what time?', time(at ?? usualDigestTime))],
  words: (form) => form.time('digest_time'),
};
