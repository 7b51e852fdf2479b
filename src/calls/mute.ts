import type { Instant } from './call.ts';

/** Calls that a channel does not want to get for a while. It gets one summary when the mute ends. */
export interface Mute {
  id: string;
  channel: string;
  /** Canonical filter words; empty mutes all calls. */
  filter: string;
  /** Id of the person. */
  madeBy: string;
  madeAt: Instant;
  until: Instant;
  /** Ended by a person, before its time. */
  endedAt: Instant | null;
}

/** When it stopped to hold anything back, or will. */
export function endOf({ endedAt, until }: Mute): Instant {
  return Math.min(endedAt ?? until, until);
}

export function isInForce(mute: Mute, now: Instant): boolean {
  return endOf(mute) > now;
}
