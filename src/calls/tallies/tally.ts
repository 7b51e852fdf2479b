import type { Instant } from '../call.ts';
import { dayMs, hourMs } from '../time/durations.ts';
import { addTimes, bucketOf, type Times } from './times.ts';

/** The six words that are kept of how a call went, as its row has them. Most calls share them with many others. */
export interface Combination {
  status: string;
  result: string | null;
  dial_error: string | null;
  end_reason: string | null;
  ended_by: string | null;
  country: string | null;
}

/** What is counted of a call: of its row. */
export interface CountedCall extends Combination {
  started_at: Instant | null;
  answered_at: Instant | null;
  ended_at: Instant | null;
  talk_ms: number | null;
  call_back: number;
}

/** How many calls of one combination ended in an hour or a day of UTC, or ever. */
export interface Tally {
  length: 'hour' | 'day' | 'ever';
  /** Its start; 0 of all calls. */
  at: Instant;
  combination: Combination;
  calls: number;
  callBacks: number;
  talk: Times;
  /** Until somebody or something picked up. */
  ring: Times;
}

/** A call as it was stored and as it is stored now; null is none. */
export interface CallChange {
  before: CountedCall | null;
  after: CountedCall | null;
}

/** What changes make of the hours in which calls ended: differences, without those that cancel each other out. */
export function hoursChangedBy(changes: CallChange[]): Tally[] {
  const hours = new Map<string, Tally>();
  for (const { before, after } of changes) {
    if (before !== null) count(hours, before, -1);
    if (after !== null) count(hours, after, 1);
  }
  return [...hours.values()].filter(isChange);
}

/** Days are the sums of their hours. */
export function daysOf(hours: Tally[]): Tally[] {
  const days = new Map<string, Tally>();
  for (const hour of hours) {
    const day = tallyIn(days, 'day', startOf(hour.at, dayMs), hour.combination);
    addTally(day, hour);
  }
  return [...days.values()].filter(isChange);
}

/** All calls are the sums of their hours or days. Without times: nobody asks for those of all calls. */
export function everOf(parts: Tally[]): Tally[] {
  const ever = new Map<string, Tally>();
  for (const { combination, calls, callBacks } of parts) {
    const sum = tallyIn(ever, 'ever', 0, combination);
    sum.calls += calls;
    sum.callBacks += callBacks;
  }
  return [...ever.values()].filter(isChange);
}

export function addTally(to: Tally, more: Tally): void {
  to.calls += more.calls;
  to.callBacks += more.callBacks;
  addTimes(to.talk, more.talk);
  addTimes(to.ring, more.ring);
}

/** The hour or the day of UTC that an instant is in. */
export function startOf(at: Instant, lengthMs: number): Instant {
  return Math.floor(at / lengthMs) * lengthMs;
}

/** The same for the same words alone. */
export function keyOf({ status, result, dial_error, end_reason, ended_by, country }: Combination): string {
  return JSON.stringify([status, result, dial_error, end_reason, ended_by, country]);
}

function count(hours: Map<string, Tally>, call: CountedCall, sign: 1 | -1): void {
  if (call.ended_at === null) return;
  const tally = tallyIn(hours, 'hour', startOf(call.ended_at, hourMs), call);
  tally.calls += sign;
  tally.callBacks += sign * call.call_back;
  if (call.talk_ms !== null) addTime(tally.talk, call.talk_ms, sign);
  if (call.started_at !== null && call.answered_at !== null)
    addTime(tally.ring, call.answered_at - call.started_at, sign);
}

function addTime(to: Times, ms: number, sign: 1 | -1): void {
  const bucket = bucketOf(ms);
  const sum = (to.get(bucket) ?? 0) + sign;
  if (sum === 0) to.delete(bucket);
  else to.set(bucket, sum);
}

function tallyIn(
  tallies: Map<string, Tally>,
  length: Tally['length'],
  at: Instant,
  { status, result, dial_error, end_reason, ended_by, country }: Combination,
): Tally {
  const combination = { status, result, dial_error, end_reason, ended_by, country };
  const key = `${at} ${keyOf(combination)}`;
  const known = tallies.get(key);
  if (known !== undefined) return known;
  const made = { length, at, combination, calls: 0, callBacks: 0, talk: new Map(), ring: new Map() };
  tallies.set(key, made);
  return made;
}

function isChange({ calls, callBacks, talk, ring }: Tally): boolean {
  return calls !== 0 || callBacks !== 0 || talk.size > 0 || ring.size > 0;
}
