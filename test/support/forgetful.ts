import type { Refusals } from '../../src/slack/line/refusals.ts';

/** Where it does not matter what Slack refused before. */
export const forgetful: Refusals = {
  known: async () => [],
  note: async () => undefined,
  noteDirectMessage: async () => undefined,
};
