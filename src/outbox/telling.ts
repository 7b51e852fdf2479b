import { z } from 'zod';

/** What a message about calls says of itself beside its calls, as it is kept in the outbox. */
export const telling = z.object({
  cards: z.literal('compact').optional(),
  mention: z.object({ id: z.string(), handle: z.string() }).optional(),
  /** When the first of the calls was found, where that is a while ago. */
  since: z.number().optional(),
  /** The mute that held them back. */
  mute: z.string().optional(),
});
