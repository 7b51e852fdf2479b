import { z } from 'zod';

import type { Call } from './call.ts';

/** A page of a list that one person shows to a channel, as they saw it. */
export interface SharedList {
  /** The message that shows it. */
  messageId: string;
  /** Id of the person. */
  sharedBy: string;
  /** Canonical filter words; empty means every call. */
  filter: string;
  /** Newest first. */
  calls: Call[];
}

const row = z.object({ endedAt: z.number(), id: z.string() });

/** A page as a person saw it: the list is anchored, so that it is the same page whenever it is read again. */
export const sharedPage = z.object({
  filter: z.string(),
  messageId: z.string().nullable(),
  anchor: z.number(),
  openedAt: z.number(),
  timezone: z.string(),
  beyond: row.nullable(),
  direction: z.enum(['older', 'newer']),
});
export type SharedPage = z.infer<typeof sharedPage>;
