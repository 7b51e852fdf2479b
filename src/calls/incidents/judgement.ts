import type { Instant } from '../call.ts';
import { dayMs, minuteMs } from '../durations.ts';
import { type Activity, countIn } from './activity.ts';
import type { IncidentFacts } from './facts.ts';

/** What a definition looks at. */
export interface Scene {
  activity: Activity;
  now: Instant;
  /** The incident as it is, while it lasts. */
  open: { openedAt: Instant; facts: IncidentFacts } | null;
}

/** What is to become of an incident; facts are null only when none is open, nor to be. */
export type Judgement =
  | { verdict: 'open' | 'close'; facts: IncidentFacts }
  | { verdict: 'keep'; facts: IncidentFacts | null };

export const nothingToSay: Judgement = { verdict: 'keep', facts: null };

/** One that is over sooner would be noise twice. */
const shortestMs = 15 * 60_000;
/** Longer than a weekend. */
const unwatchedMs = 3 * dayMs;

/** Of one that is open: whether it goes on. */
export function lasting(
  { activity, now, open }: Scene & { open: NonNullable<Scene['open']> },
  { isOver, facts }: { isOver: boolean; facts: IncidentFacts },
): Judgement {
  if (isOver && now - open.openedAt >= shortestMs) return { verdict: 'close', facts };
  const nothingEnds = countIn(activity, 'calls', now - unwatchedMs, now) === 0;
  if (!nothingEnds || now - open.openedAt < unwatchedMs) return { verdict: 'keep', facts };
  const givenUp = 'No call has ended for three days, so nobody can tell whether it is over.';
  return { verdict: 'close', facts: { ...facts, givenUp } };
}

/** “1,200”. */
export function countText(count: number): string {
  return count.toLocaleString('en');
}

/** “30 min”, “2 h”. */
export function spanText(ms: number): string {
  const minutes = Math.round(ms / minuteMs);
  if (minutes < 120) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
