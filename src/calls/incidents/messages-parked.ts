import { z } from 'zod';

import type { ReportedKind } from './kind.ts';

const figures = z.discriminatedUnion('cause', [
  /** Slack does not take a message, or does not say whether it did: what that means, and what to do. */
  z.object({ cause: z.literal('refused'), sentence: z.string(), nextStep: z.string() }),
  /** No channel has the name that the settings give. */
  z.object({ cause: z.literal('unknown-channel') }),
  /** An admin gave them up. */
  z.object({ cause: z.literal('discarded') }),
]);
export type ParkedFigures = z.infer<typeof figures>;

/** Slack refuses a channel, or a message can be neither confirmed nor ruled out. */
export const messagesParked: ReportedKind<'messages-parked', ParkedFigures> = {
  kind: 'messages-parked',
  figures,
};
