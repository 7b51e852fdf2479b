import { type Attempt, rowAt } from '../../../demo/revox/attempt.ts';
import {
  type CallCentre,
  emptyCallCentre,
  placeDueRetries,
  placeOrder,
} from '../../../demo/revox/call-centre.ts';
import type { Fate } from '../../../demo/revox/endings.ts';
import { between, chance, pickWeighted, type Random, seeded } from '../../../demo/revox/random.ts';
import type { DetailedCall } from '../../../src/calls/call.ts';
import { readRow } from '../../../src/revox/to-call.ts';
import { at, isDuring, troubles } from './troubles.ts';

const day = 24 * 3_600_000;
const minute = 60_000;

/** Four weeks for the bot to learn what is usual, and the month that it tells. */
export const learning = { from: at('2026-02-02 00:00'), to: at('2026-03-02 00:00') };
export const month = { from: learning.to, to: at('2026-04-01 00:00'), told: at('2026-04-01 09:00') };
/** Its first days, and the Monday morning on which what came at the weekend is told. */
export const week = { to: at('2026-03-08 00:00'), told: at('2026-03-09 09:00') };

/** When the row of a call is new or different. */
export interface RowChange {
  at: number;
  call: DetailedCall;
  ended: boolean;
}

/** What Revox shows over these eight weeks, in the order in which it comes. */
export function rowChanges(seed: number): RowChange[] {
  const centre = emptyCallCentre(seed, 0, learning.from);
  const random = seeded(seed);
  for (let midnight = learning.from; midnight < month.to; midnight += day) placeDay(centre, random, midnight);
  placeDueRetries(centre, month.to);
  return centre.orders
    .flatMap(({ attempts }) => attempts)
    .flatMap(changesOf)
    .sort((one, other) => one.at - other.at || (one.call.id < other.call.id ? -1 : 1));
}

/** Office hours with a lunch break, a little on Saturday, and a busier week now and then. */
function placeDay(centre: CallCentre, random: Random, midnight: number): void {
  const weekday = new Date(midnight).getUTCDay();
  const usual = weekday === 0 ? 0 : weekday === 6 ? between(random, 4, 12) : between(random, 120, 190);
  for (let order = 0; order < usual; order += 1) {
    const listedAt = midnight + officeTime(random, weekday);
    if (!stops(listedAt)) place(centre, random, listedAt);
  }
  for (const { from, to, kind } of troubles) {
    if (kind !== 'burst' || from < midnight || from >= midnight + day) continue;
    for (let order = 0; order < 600; order += 1) {
      place(
        centre,
        random,
        from + ((to - from) * order) / 600,
        chance(random, 0.8) ? 'too_many_calls' : undefined,
      );
    }
  }
}

function officeTime(random: Random, weekday: number): number {
  const morning = () => between(random, 8.5 * 60, 12.2 * 60);
  const afternoon = () => between(random, 13.5 * 60, 18 * 60);
  const minutes = weekday === 6 || chance(random, 0.47) ? morning() : afternoon();
  return minutes * minute + between(random, 0, minute);
}

function stops(listedAt: number): boolean {
  return isDuring(listedAt, 'silence');
}

function place(centre: CallCentre, random: Random, listedAt: number, fate?: Fate): void {
  const wrong = fate ?? fateDuring(listedAt, random);
  const number = centre.nextOrderNumber++;
  placeOrder(centre, { number, listedAt, ...(wrong !== undefined && { fate: wrong }) });
}

function fateDuring(listedAt: number, random: Random): Fate | undefined {
  if (isDuring(listedAt, 'carrier')) return 'precondition_failed';
  if (isDuring(listedAt, 'spam label')) {
    return pickWeighted<Fate>(random, [
      ['no_answer', 70],
      ['voicemail', 27],
      ['human', 3],
    ]);
  }
  return undefined;
}

function changesOf(attempt: Attempt): RowChange[] {
  const settled = attempt.endsAt + 15_000;
  return [attempt.listedAt, attempt.endsAt, settled]
    .filter((time) => time < month.to)
    .flatMap((time) => {
      const read = readRow(rowAt(attempt, time));
      return read.kind === 'call' ? [{ at: time, call: read.call, ended: time === attempt.endsAt }] : [];
    });
}
