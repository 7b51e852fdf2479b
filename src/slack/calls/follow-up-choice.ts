import { z } from 'zod';

import { carried, mostInButton } from '../blocks/carried.ts';

/** Until when one can leave a follow-up alone. */
export const snoozes = {
  hour: 'in an hour',
  afternoon: 'this afternoon',
  tomorrow: 'tomorrow at 9:00',
  week: 'next week',
} as const;
export type Snooze = keyof typeof snoozes;

/** What a menu does with it. */
export type FollowUpPick = Snooze | 'not-needed' | 'give-back';

/** Which follow-up a button or a menu is about, and what is picked in the menu. */
interface FollowUpChoice {
  callId: string;
  pick: FollowUpPick | null;
}

const picks = [...(Object.keys(snoozes) as Snooze[]), 'not-needed', 'give-back'] as const;
const wire = z.strictObject({ c: z.string().min(1), u: z.enum(picks).optional() });

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
