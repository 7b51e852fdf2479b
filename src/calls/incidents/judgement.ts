import type { Instant } from '../call.ts';
import { dayMs } from '../time/durations.ts';
import { type Activity, countIn } from './activity.ts';
import type { Beginnings } from './beginnings.ts';
import type { FactsWith, IncidentFacts } from './facts.ts';

/** What a definition looks at. */
export interface Scene {
  activity: Activity;
  /** Of a day at least, and since it is open; empty unless the kind looks at them. */
  beginnings: readonly Beginnings[];
  now: Instant;
  /** The incident as it is, while it lasts. */
  open: { openedAt: Instant; facts: IncidentFacts } | null;
}

/** What is to become of an incident; facts are null only when none is open, nor to be. */
export type Judgement<Figures = unknown> =
  | { verdict: 'open'; facts: FactsWith<Figures> }
  | { verdict: 'close'; facts: IncidentFacts }
  | { verdict: 'keep'; facts: IncidentFacts | null };

export const nothingToSay: Judgement<never> = { verdict: 'keep', facts: null };

/** One that is over sooner would be noise twice. */
const shortestMs = 15 * 60_000;
/** Longer than a weekend. */
const unwatchedMs = 3 * dayMs;

/** Of one that is open: whether it goes on. */
export function lasting(
  { activity, now, open }: Scene & { open: NonNullable<Scene['open']> },
  { isOver, facts }: { isOver: boolean; facts: IncidentFacts },
): Judgement<never> {
  if (isOver && now - open.openedAt >= shortestMs) return { verdict: 'close', facts };
  const nothingEnds = countIn(activity, 'calls', now - unwatchedMs, now) === 0;
  if (!nothingEnds || now - open.openedAt < unwatchedMs) return { verdict: 'keep', facts };
  return { verdict: 'close', facts: { ...facts, givenUp: 'nothing-ends' } };
}
