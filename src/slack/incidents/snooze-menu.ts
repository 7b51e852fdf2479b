import type { StaticSelect } from '@slack/types';
import { z } from 'zod';

import { type Snooze, snoozeKeys, snoozes } from '../../calls/snooze.ts';
import { carried, mostInOption } from '../blocks/carried.ts';
import { option, select } from '../blocks/rich.ts';

const choice = carried(z.strictObject({ i: z.uuid(), u: z.enum(snoozeKeys) }), mostInOption);

/** For how long the card is to be left alone. Null for what is no incident of ours, as in a sample. */
export function snoozeMenu(incidentId: string): StaticSelect | null {
  const options = snoozeKeys.flatMap((snooze) => {
    const value = choice.write({ i: incidentId, u: snooze });
    return value === null ? [] : [option(`Snooze ${snoozes[snooze]}`, value)];
  });
  return options.length === 0 ? null : select('Snooze…', 'snooze_incident', options);
}

export function readSnooze(value: string): { id: string; snooze: Snooze } | null {
  const read = choice.read(value);
  return read && { id: read.i, snooze: read.u };
}
