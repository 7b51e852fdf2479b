import { z } from 'zod';

import type { CallInBrief } from './call.ts';

/** A page of a list that one person shows to a channel, as they saw it. */
export interface SharedList {
  /** The message that shows it. */
  messageId: string;
  /** Id of the person. */
  sharedBy: string;
  /** Canonical filter words; empty means every call. */
  filter: string;
  /** Newest first. */
  calls: CallInBrief[];
}

/** A page as a person saw it: the list is anchored, so that it is the same page whenever it is read again. */
export const sharedPage = z.object({
  /** Canonical filter words; empty means every call. */
  filter: z.string(),
  /** Limits the list to the calls of one message. */
  messageId: z.string().nullable(),
  /** What was stored when the list was opened: the list shows nothing later. */
  anchor: z.number(),
  /** When that was: `since:24h` keeps meaning the 24 hours before it. */
  openedAt: z.number(),
  timezone: z.string(),
  /** The row that the page follows on, seen in `direction`; null for the first page. */
  beyond: z.object({ endedAt: z.number(), id: z.string() }).nullable(),
  direction: z.enum(['older', 'newer']),
  /** How many calls of the list stand above that row; none, unless it says so. */
  above: z.number().optional(),
});
export type SharedPage = z.infer<typeof sharedPage>;
