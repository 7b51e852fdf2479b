import type { HomeContent } from '../../src/slack/status/home.ts';
import { aFollowUp, appointment, digest, healthy, now, parked } from './nouns.ts';

const mine = aFollowUp({ state: 'taken', owner: 'U0123456789', takenAt: now });

/** A busy day, with something open and something saved. */
export const sampleHome: HomeContent = {
  mine: { rows: [{ followUp: mine, call: appointment }], total: 7 },
  today: digest,
  incidents: [parked],
  saved: [{ name: 'errors-fr', command: 'calls errored phone:+33 7d' }],
  health: healthy,
};
