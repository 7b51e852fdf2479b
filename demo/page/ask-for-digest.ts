import type { Gestures } from '../slack/gestures.ts';
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
  const time = inAMinute(clock(), timezone);
  if (digest !== undefined) await gestures.typeCommand(`digest daily ${time}`, digest.channel);
  return time;
}

/** A little more than a minute from now, cut to the minute: what is a moment away could be over when the bot reads it. */
function inAMinute(now: number, timezone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now + 65_000);
}
