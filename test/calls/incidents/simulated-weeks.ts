import type { Slice } from '../../../src/calls/incidents/activity.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const week = 7 * day;
const sliceMs = 5 * minute;
/** A Monday, four weeks before the clocks change in Europe. */
export const firstMonday = Date.UTC(2026, 2, 2);
const clocksChange = Date.UTC(2026, 2, 29);

export interface World {
  seed: number;
  weeks: number;
  /** On a usual day. */
  callsPerDay: number;
  /** Working days on which nobody works, counted from the first Monday. */
  holidays?: number[];
  /** Some days have many calls, others few. */
  isUneven?: boolean;
  faults?: Fault[];
}

/** From then to then, calls end like this. */
export interface Fault {
  from: number;
  to: number;
  kind: 'no-calls' | 'unanswered' | 'too-many-calls';
  /** Of the calls, for errors. */
  share?: number;
}

/** What ended in each five minutes of some weeks at work: nights, weekends, lunch breaks, better and worse days. */
export function simulateWeeks(world: World): Slice[] {
  const chance = generator(world.seed);
  const days = Array.from({ length: world.weeks * 7 }, (_, index) => dayOf(index, world, chance));
  return days.flatMap((each) => slicesOf(each, world, chance));
}

interface Day {
  start: number;
  callsPerHour: number;
  opensAt: number;
  closesAt: number;
  lunchAt: number;
  answered: number;
  errors: number;
}

function dayOf(index: number, { callsPerDay, holidays = [], isUneven = false }: World, chance: Chance): Day {
  const start = firstMonday + index * day;
  const isFree = index % 7 > 4 || holidays.includes(index);
  // From March on, the same local time is an hour earlier.
  const shift = start >= clocksChange ? -1 : 0;
  const volume = isUneven ? 20 * (callsPerDay / 20) ** chance() : callsPerDay * between(chance, 0.6, 1.4);
  return {
    start,
    callsPerHour: isFree ? 0 : volume / 8,
    opensAt: 8 + shift + between(chance, -0.15, 0.25),
    closesAt: 17 + shift + between(chance, -0.25, 0.25),
    lunchAt: 11.5 + shift + between(chance, -0.25, 0.5),
    answered: 0.4 * between(chance, 0.75, 1.2),
    errors: between(chance, 0, 0.015),
  };
}

function slicesOf(today: Day, { faults = [] }: World, chance: Chance): Slice[] {
  const slices: Slice[] = [];
  for (let at = today.start; at < today.start + day; at += sliceMs) {
    const fault = faults.find(({ from, to }) => at >= from && at < to);
    const calls = poisson(fault?.kind === 'no-calls' ? 0 : expectedAt(today, at), chance);
    if (calls > 0) slices.push(sliceOf(at, calls, today, fault, chance));
  }
  return slices;
}

function expectedAt({ start, callsPerHour, opensAt, closesAt, lunchAt }: Day, at: number): number {
  const clock = (at - start) / hour;
  const isWork = clock >= opensAt && clock < closesAt && !(clock >= lunchAt && clock < lunchAt + 1);
  return isWork ? callsPerHour / 12 : 0;
}

function sliceOf(at: number, calls: number, today: Day, fault: Fault | undefined, chance: Chance): Slice {
  const clock = (at - today.start) / hour;
  const answered = today.answered * (clock > 15 ? 1.2 : 1) * (fault?.kind === 'unanswered' ? 0.1 : 1);
  const errors = fault?.kind === 'too-many-calls' ? (fault.share ?? 0.8) : today.errors;
  const slice: Slice = { at, calls, answered: 0, errors: {} };
  for (let call = 0; call < calls; call += 1) {
    if (chance() < errors) add(slice, 'too_many_calls');
    else if (chance() < today.errors / 3) add(slice, 'precondition_failed');
    else if (chance() < answered) slice.answered += 1;
  }
  return slice;
}

function add({ errors }: Slice, error: string): void {
  errors[error] = (errors[error] ?? 0) + 1;
}

type Chance = () => number;

/** Mulberry32: the same seed gives the same weeks. */
function generator(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function between(chance: Chance, least: number, most: number): number {
  return least + (most - least) * chance();
}

/** Knuth's way, good for the few calls of five minutes. */
function poisson(expected: number, chance: Chance): number {
  const limit = Math.exp(-expected);
  let count = 0;
  for (let product = chance(); product > limit; product *= chance()) count += 1;
  return count;
}
