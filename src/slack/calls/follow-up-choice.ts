import { z } from 'zod';

import { type Snooze, snoozeKeys, snoozes } from '../../calls/snooze.ts';
import { carried, mostInButton } from '../blocks/carried.ts';

/** What a menu does with it. */
export type FollowUpPick = Snooze | 'not-needed' | 'give-back';

/** Which follow-up a button or a menu is about, and what is picked in the menu. */
interface FollowUpChoice {
  callId: string;
  pick: FollowUpPick | null;
}

const picks = [...snoozeKeys, 'not-needed', 'give-back'] as const;
/** Cards of earlier versions have a word of their own for an hour. */
const pick = z.preprocess((written) => (written === 'hour' ? '1h' : written), z.enum(picks).optional());
const wire = z.strictObject({ c: z.string().min(1), u: pick });

/** Null for an id that is longer than fits. */
export function encodeFollowUp(callId: string, pick: FollowUpPick | null, most: number): string | null {
  return carried(wire, most).write({ c: callId, u: pick ?? undefined });
}

export function decodeFollowUp(value: string): FollowUpChoice | null {
  const read = carried(wire, mostInButton).read(value);
  return read && { callId: read.c, pick: read.u ?? null };
}

export function isSnooze(pick: FollowUpPick | null): pick is Snooze {
  return pick !== null && Object.hasOwn(snoozes, pick);
}
