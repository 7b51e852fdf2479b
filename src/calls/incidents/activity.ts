import type { Instant } from '../call.ts';
import { dialErrorsOf } from '../outcome.ts';

/** How many calls ended within five minutes, and how. */
export interface Slice {
  at: Instant;
  calls: number;
  answered: number;
  /** By dial error; those on our side at least. */
  errors: Record<string, number>;
}

/**
 * What ended in the last weeks. A call is `reached` unless an error on our side kept it from being dialled, so that
 * such errors do not make it look as if nobody picked up.
 */
export type Counted = 'calls' | 'answered' | 'reached' | (string & {});

/** Sums over any time are two look-ups. */
export interface Activity {
  from: Instant;
  /** Nothing is known of what ended before; null when nothing ended. */
  knownSince: Instant | null;
  /** How many there were up to each slice. */
  sums: Record<string, Float64Array>;
}

export const sliceMs = 5 * 60_000;

export function activityOf(slices: Slice[], from: Instant, to: Instant): Activity {
  const start = Math.floor(from / sliceMs) * sliceMs;
  const length = Math.ceil((to - start) / sliceMs);
  const inside = slices.filter(({ at }) => at >= start && at < start + length * sliceMs);
  const counts = Object.fromEntries(
    ['calls', 'answered', 'reached', ...dialErrorsOf('ours')].map((what) => {
      const sums = new Float64Array(length + 1);
      for (const slice of inside) sums[(slice.at - start) / sliceMs + 1] = countOf(slice, what);
      return [what, accumulated(sums)];
    }),
  );
  const first = inside.filter(({ calls }) => calls > 0).map(({ at }) => at);
  return { from: start, knownSince: first.length === 0 ? null : smallest(first), sums: counts };
}

/** How many ended within slices that this time touches. */
export function countIn({ from: start, sums }: Activity, what: Counted, from: Instant, to: Instant): number {
  const sum = sums[what];
  if (sum === undefined) return 0;
  const at = (slice: number) => sum[Math.min(Math.max(slice, 0), sum.length - 1)] as number;
  return at(Math.ceil((to - start) / sliceMs)) - at(Math.floor((from - start) / sliceMs));
}

/** When the slice begins in which the first of them ended; the end of this time when none did. */
export function firstSlice(activity: Activity, what: Counted, from: Instant, to: Instant): Instant {
  let at = Math.floor(from / sliceMs) * sliceMs;
  while (at < to && countIn(activity, what, at, at + sliceMs) === 0) at += sliceMs;
  return at;
}

/** When the last call before this time ended, as far back as that; null when none did. */
export function lastEnd(activity: Activity, before: Instant, notBefore: Instant): Instant | null {
  for (let at = Math.ceil(before / sliceMs) * sliceMs; at > notBefore; at -= sliceMs)
    if (countIn(activity, 'calls', at - sliceMs, at) > 0) return Math.min(at, before);
  return null;
}

function countOf(slice: Slice, what: string): number {
  if (what === 'calls' || what === 'answered') return slice[what];
  return what === 'reached' ? reachedIn(slice) : (slice.errors[what] ?? 0);
}

/** Those that an error of the own setup did not keep from being dialled. */
export function reachedIn({ calls, errors }: Slice): number {
  return dialErrorsOf('ours').reduce((left, error) => left - (errors[error] ?? 0), calls);
}

function accumulated(counts: Float64Array): Float64Array {
  for (let slice = 1; slice < counts.length; slice += 1)
    counts[slice] = (counts[slice] as number) + (counts[slice - 1] as number);
  return counts;
}

function smallest(instants: Instant[]): Instant {
  return instants.reduce((least, at) => Math.min(least, at));
}
