import type { StaticSelect } from '@slack/types';
import { z } from 'zod';

import type { Instant } from '../../calls/call.ts';
import { hourMs, minuteMs } from '../../calls/time/durations.ts';
import { dayAfter, instantOfLocalTime, localDate } from '../../calls/time/local-day.ts';
import { carried, mostInOption } from '../blocks/carried.ts';
import { option, select } from '../blocks/rich.ts';

const periods = {
  '30m': 'for 30 min',
  '1h': 'for 1 h',
  '4h': 'for 4 h',
  tomorrow: 'until tomorrow 9:00',
} as const;
const lengths = { '30m': 30 * minuteMs, '1h': hourMs, '4h': 4 * hourMs };
type Period = keyof typeof periods;

const choice = carried(
  z.strictObject({ i: z.uuid(), u: z.enum(Object.keys(periods) as [Period, ...Period[]]) }),
  mostInOption,
);

/** For how long the card is to be left alone. Null for what is no incident of ours, as in a sample. */
export function snoozeMenu(incidentId: string): StaticSelect | null {
  const options = Object.entries(periods).flatMap(([period, label]) => {
    const value = choice.write({ i: incidentId, u: period as Period });
    return value === null ? [] : [option(`Snooze ${label}`, value)];
  });
  return options.length === 0 ? null : select('Snooze…', 'snooze_incident', options);
}

export function readSnooze(value: string): { id: string; period: Period } | null {
  const read = choice.read(value);
  return read && { id: read.i, period: read.u };
}

/** @param timezone Where tomorrow begins for the person who chose it. */
export function endOfSnooze(period: Period, now: Instant, timezone: string): Instant {
  if (period !== 'tomorrow') return now + lengths[period];
  return instantOfLocalTime(dayAfter(localDate(now, timezone)), '09:00', timezone);
}
