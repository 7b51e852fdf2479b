import type { InputBlock } from '@slack/types';

import { type SubscriptionOptions, weekdays } from '../../calls/subscription.ts';
import { chosen, field, option, optional, text, time } from './form-fields.ts';

const dayOptions = [
  option('Every day', 'daily'),
  option('Monday to Friday', 'weekdays'),
  ...weekdays.map((day) => option(`${day.charAt(0).toUpperCase()}${day.slice(1)}s, about the week`, day)),
];

/** When a digest comes. */
export function digestFields({ digestTime, digestDays, timezone }: SubscriptionOptions): InputBlock[] {
  return [
    field('digest_days', 'On which days?', {
      type: 'static_select',
      options: dayOptions,
      ...chosen(dayOptions, [digestDays ?? 'daily']),
    }),
    field('digest_time', 'At what time?', time(digestTime ?? '09:00')),
    zoneField(timezone),
  ];
}

export function zoneField(timezone: string | undefined): InputBlock {
  return optional(
    field('zone', 'Time zone', text(timezone), 'As in Europe/Paris. Left empty, it is that of your profile.'),
  );
}
