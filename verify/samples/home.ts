import type { HomeContent } from '../../src/slack/status/home.ts';
import { digest, healthy, parked } from './nouns.ts';

/** A busy day, with something open and something saved. */
export const sampleHome: HomeContent = {
  today: digest,
  incidents: [parked],
  saved: [{ name: 'errors-fr', command: 'calls errored phone:+33 7d' }],
  health: healthy,
};
