import type { Instant } from '../call.ts';
import { dayMs, hourMs, weekMs } from '../time/durations.ts';
import { type Activity, type Counted, countIn } from './activity.ts';

const mostWeeks = 4;
/** The hours beside it count too: clocks change, and nobody begins on the minute. */
const besideMs = hourMs;

export interface Span {
  from: Instant;
  to: Instant;
}

/** The longest time that is compared with the same time of other weeks. */
export const longestSpanMs = 4 * hourMs;

/** The same time of other weeks, which is to be known to five minutes: of a few calls an hour, some more tell. */
export function sameTimes(now: Instant): Span[] {
  return Array.from({ length: mostWeeks }, (_, index) => now - (index + 1) * weekMs).map((at) => ({
    from: at - longestSpanMs - besideMs,
    to: at + besideMs,
  }));
}

/** How far back the same time of the week is, in each of the weeks that are known. */
export function weeksBefore({ knownSince }: Activity, { from }: Span): number[] {
  if (knownSince === null) return [];
  return Array.from({ length: mostWeeks }, (_, index) => (index + 1) * weekMs).filter(
    (back) => from - back - besideMs >= knownSince,
  );
}

/** How long the counted time must be to hold so many calls, between a least and a most. */
export function recentSpan(
  activity: Activity,
  now: Instant,
  { leastMs, mostMs, calls }: { leastMs: number; mostMs: number; calls: number },
): Span {
  let lengthMs = leastMs;
  while (lengthMs < mostMs && countIn(activity, 'calls', now - lengthMs, now) < calls)
    lengthMs += leastMs / 2;
  return { from: now - Math.min(lengthMs, mostMs), to: now };
}

interface Share {
  of: Counted;
  among: Counted;
  /** Fewer say nothing. */
  least: number;
}

/** The share that is usual at this time of the week: the middle one, so that a bad week is not taken for usual. */
export function usualInWeek(activity: Activity, span: Span, share: Share): number | null {
  const shares = weeksBefore(activity, span).flatMap((back) => {
    const from = span.from - back - besideMs;
    return shareIn(activity, { from, to: span.to - back + besideMs }, share);
  });
  return shares.length < 2 ? null : middle(shares);
}

/** The share that is usual at this time of day, whatever the day. */
export function usualInDay(activity: Activity, span: Span, { of, among, least }: Share): number | null {
  if (weeksBefore(activity, span).length < 2) return null;
  const total = (what: Counted) =>
    daysBefore.reduce(
      (sum, back) => sum + countIn(activity, what, span.from - back - besideMs, span.to - back + besideMs),
      0,
    );
  return total(among) < least ? null : total(of) / total(among);
}

/** Where the counted times of those days begin and end: of few calls, some more tell. */
export function endsInDays({ from, to }: Span): Span[] {
  const ends = daysBefore.flatMap((back) => [from - back - besideMs, to - back + besideMs]);
  return ends.map((at) => ({ from: at, to: at + 1 }));
}

const daysBefore = Array.from({ length: mostWeeks * 7 }, (_, index) => (index + 1) * dayMs);

/** The share of the weeks as a whole, but for the last days: what goes on in them may be what is to be noticed. */
export function usualAtAll(activity: Activity, span: Span, share: Share): number | null {
  const whole = wholeBefore(activity, span);
  if (activity.knownSince === null || activity.knownSince > whole.to - dayMs) return null;
  return shareIn(activity, whole, share)[0] ?? null;
}

/**
 * - `history`: older calls are still being read.
 * - `days`: calls of less than four days are known.
 * - `calls`: too few ended up to three days ago.
 */
export const lacks = ['history', 'days', 'calls'] as const;

/** Why it is not known what is usual at all. */
export function lackingAtAll(activity: Activity, span: Span): (typeof lacks)[number] {
  if (activity.knownSince === null) return 'history';
  return activity.knownSince > wholeBefore(activity, span).to - dayMs ? 'days' : 'calls';
}

function wholeBefore({ from }: Activity, span: Span): Span {
  return { from, to: span.from - 3 * dayMs };
}

function shareIn(activity: Activity, { from, to }: Span, { of, among, least }: Share): number[] {
  const all = countIn(activity, among, from, to);
  return all < least ? [] : [countIn(activity, of, from, to) / all];
}

function middle(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] as number) + (sorted[Math.ceil(half)] as number)) / 2;
}
