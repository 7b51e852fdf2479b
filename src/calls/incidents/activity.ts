import type { Instant } from '../call.ts';
import { dialErrorsOf } from '../outcome.ts';
import { startOf } from '../tallies/tally.ts';
import { hourMs } from '../time/durations.ts';

/** How many calls ended within some minutes, and how. */
export interface Slice {
  at: Instant;
  calls: number;
  answered: number;
  /** By dial error; those on our side at least. */
  errors: Record<string, number>;
}

/** How many ended within an hour of UTC. */
export interface Hour extends Slice {
  /** In each five minutes, without those in which none did; null where only the hour as a whole is known. */
  slices: Slice[] | null;
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
  /** How many there were up to each hour. */
  sums: Sums;
  /** How many there were of an hour up to each slice, where that is known; by the hour. */
  within: ReadonlyMap<Instant, Sums>;
}

type Sums = Record<string, Float64Array>;

export const sliceMs = 5 * 60_000;

export function activityOf(hours: Hour[], from: Instant, to: Instant): Activity {
  const start = startOf(from, hourMs);
  const length = Math.ceil((to - start) / hourMs);
  const inside = hours.filter(({ at }) => at >= start && at < start + length * hourMs);
  const closely = inside.flatMap(({ at, slices }) => (slices === null ? [] : [{ at, slices }]));
  const first = inside.filter(({ calls }) => calls > 0).sort((one, other) => one.at - other.at)[0];
  return {
    from: start,
    knownSince: first === undefined ? null : firstEnd(first),
    sums: sumsOf(inside, start, hourMs, length),
    within: new Map(closely.map(({ at, slices }) => [at, sumsOf(slices, at, sliceMs, hourMs / sliceMs)])),
  };
}

/** By its slices. */
export function hourOf(at: Instant, slices: Slice[]): Hour {
  const hour: Hour = { at, calls: 0, answered: 0, errors: {}, slices };
  for (const { calls, answered, errors } of slices) {
    hour.calls += calls;
    hour.answered += answered;
    for (const [error, count] of Object.entries(errors))
      hour.errors[error] = (hour.errors[error] ?? 0) + count;
  }
  return hour;
}

/**
 * How many ended within slices that this time touches. An hour of which no more is known counts by the part of it
 * that is meant: so what is usual is counted.
 */
export function countIn(activity: Activity, what: Counted, from: Instant, to: Instant): number {
  const [start, end] = [Math.floor(from / sliceMs) * sliceMs, Math.ceil(to / sliceMs) * sliceMs];
  return start >= end ? 0 : countUpTo(activity, what, end) - countUpTo(activity, what, start);
}

function countUpTo({ from, sums, within }: Activity, what: Counted, at: Instant): number {
  const sum = sums[what];
  if (sum === undefined) return 0;
  const hour = startOf(at, hourMs);
  const index = Math.min(Math.max((hour - from) / hourMs, 0), sum.length - 1);
  const before = sum[index] as number;
  if (at === hour || hour < from || index === sum.length - 1) return before;
  const slices = within.get(hour)?.[what];
  if (slices !== undefined) return before + (slices[(at - hour) / sliceMs] as number);
  return before + (((sum[index + 1] as number) - before) * (at - hour)) / hourMs;
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

/** Where no more is known than the hour, not before all of it is. */
function firstEnd({ at, slices }: Hour): Instant {
  if (slices === null) return at + hourMs;
  return slices
    .filter(({ calls }) => calls > 0)
    .reduce((least, slice) => Math.min(least, slice.at), at + hourMs);
}

function sumsOf(slices: Slice[], start: Instant, lengthMs: number, length: number): Sums {
  return Object.fromEntries(
    ['calls', 'answered', 'reached', ...dialErrorsOf('ours')].map((what) => {
      const sums = new Float64Array(length + 1);
      for (const slice of slices) sums[(slice.at - start) / lengthMs + 1] = countOf(slice, what);
      return [what, accumulated(sums)];
    }),
  );
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
