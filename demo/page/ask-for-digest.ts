import type { Gestures } from '../slack/gestures.ts';
import { clockTime } from './clock-time.ts';
import type { Place } from './places.ts';

export interface DigestDeps {
  gestures: Pick<Gestures, 'typeCommand'>;
  places: Place[];
  timezone: string;
  clock: () => number;
}

/** Types in #digest what a person would, to have its digest in a minute. @returns the time that was set */
export async function askForDigest({ gestures, places, timezone, clock }: DigestDeps): Promise<string> {
  const digest = places.find(({ slug }) => slug === 'digest');
  // A little more than a minute: what is a moment away could be over when the bot reads it.
  const time = clockTime(clock() + 65_000, timezone);
  if (digest !== undefined) await gestures.typeCommand(`digest daily ${time}`, digest.channel);
  return time;
}
