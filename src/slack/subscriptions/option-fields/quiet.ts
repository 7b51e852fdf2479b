import type { Quiet } from '../../../calls/options/quiet.ts';
import { field, optional, time } from '../../blocks/form-fields.ts';
import { option } from '../../blocks/rich.ts';
import type { OptionField } from './option-field.ts';

const weekendOptions = [option('Quiet at weekends too', 'weekends')];

export const quietField: OptionField<Quiet> = {
  show: (quiet) => [
    optional(field('quiet_from', 'Quiet from', time(quiet?.hours?.from))),
    optional(field('quiet_to', 'Quiet until', time(quiet?.hours?.to), 'You get one summary when they end.')),
    optional(
      field('weekends', 'Weekends', {
        type: 'checkboxes',
        options: weekendOptions,
        ...(quiet?.weekends && { initial_options: weekendOptions }),
      }),
    ),
  ],
  words(form) {
    const [from, weekends] = [form.time('quiet_from'), form.many('weekends').length > 0];
    if (from === '') return weekends ? 'quiet weekends' : '';
    return `quiet ${from}-${form.time('quiet_to')}${weekends ? ' weekdays' : ''}`;
  },
  wrong(form): Record<string, string> {
    const [from, to] = [form.time('quiet_from'), form.time('quiet_to')];
    if ((from === '') !== (to === '')) return { quiet_to: 'Give both a start and an end.' };
    return from !== '' && from === to ? { quiet_to: 'Start and end are the same. Choose another time.' } : {};
  },
};
