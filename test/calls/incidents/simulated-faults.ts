import { expect } from 'vitest';

import { incidentsIn, type Told } from './judged-weeks.ts';
import { day, type Fault, firstMonday, hour, minute, type World } from './simulated-weeks.ts';

/** With a day off in the third week and in the sixth, and a change of clocks after the fourth. */
const normal = { weeks: 9, holidays: [16, 38] };

export const normalWeeks = [
  { seed: 1, callsPerDay: 20 },
  { seed: 2, callsPerDay: 80 },
  { seed: 3, callsPerDay: 300 },
  { seed: 4, callsPerDay: 1_200 },
  { seed: 5, callsPerDay: 5_000 },
  { seed: 6, callsPerDay: 5_000 },
  { seed: 7, callsPerDay: 600, isUneven: true },
  { seed: 8, callsPerDay: 5_000, isUneven: true },
];

export function expectNoIncident(world: Pick<World, 'seed' | 'callsPerDay' | 'isUneven'>): void {
  expect(incidentsIn({ ...normal, ...world })).toEqual([]);
}

/** A Wednesday of the fifth week. */
const wednesday = firstMonday + 30 * day;
export const at = (hours: number, from = wednesday) => from + hours * hour;

export interface Case {
  fault: Fault['kind'];
  callsPerDay: number;
  from: number;
  to: number;
  incident: string;
  foundWithin: number;
  closedWithin: number;
  share: number;
}

const spike = 'dial-errors-spike too_many_calls';
const rate = 'answer-rate-low ';
const silence = 'no-calls-ending ';
export const faults: Case[] = [
  // With some calls every minute, errors show at once; with a few an hour it takes a few of them.
  c('too-many-calls', 5_000, [8, 10], spike, 10 * minute, 35 * minute),
  c('too-many-calls', 1_000, [12.5, 14.5], spike, 15 * minute, 45 * minute),
  c('too-many-calls', 200, [8, 11], spike, 35 * minute, 3 * hour),
  c('too-many-calls', 40, [7.5, 15], spike, 3 * hour, 24 * hour),
  // Every other call only, for two days.
  c('too-many-calls', 200, [8, 2 * 24 + 11], spike, 1.5 * hour, 3 * hour, 0.5),
  // Over a night, in which nothing shows that it is over.
  c('too-many-calls', 1_000, [15, 24 + 9], spike, 15 * minute, 45 * minute),
  // Over a weekend.
  c('too-many-calls', 1_000, [2 * 24 + 12, 5 * 24 + 9], spike, 20 * minute, 45 * minute),

  c('unanswered', 5_000, [8, 10], rate, 1 * hour, 1.5 * hour),
  c('unanswered', 1_000, [12, 14.5], rate, 2.5 * hour, 1.5 * hour),
  c('unanswered', 200, [8, 15.5], rate, 7 * hour, 20 * hour),
  c('unanswered', 1_000, [8, 24 + 10], rate, 3 * hour, 3 * hour),

  // An hour and a half longer than the pauses that are usual then.
  c('no-calls', 5_000, [8.9, 24 + 9], silence, 1.75 * hour, 20 * minute),
  c('no-calls', 1_000, [12.75, 24 + 9], silence, 2.75 * hour, 25 * minute),
  c('no-calls', 300, [12.75, 15.5], silence, 2.5 * hour, 45 * minute),
  // Into the lunch break.
  c('no-calls', 1_000, [10, 24 + 9], silence, 3.5 * hour, 25 * minute),
];

/** It is found in time, is one incident, and is over in time. */
export function expectFound({
  fault,
  callsPerDay,
  incident,
  from,
  to,
  foundWithin,
  closedWithin,
  share,
}: Case): void {
  const world: World = { weeks: 6, seed: 11, callsPerDay, faults: [{ kind: fault, from, to, share }] };
  const told = incidentsIn(world);

  expect(told.map(({ kind, about }) => `${kind} ${about}`)).toEqual([incident]);
  const [{ openedAt, closedAt }] = told as [Told];
  expect(openedAt).toBeGreaterThan(from);
  expect((openedAt - from) / minute).toBeLessThanOrEqual(foundWithin / minute);
  expect(closedAt).toBeGreaterThan(to);
  expect(((closedAt ?? Number.POSITIVE_INFINITY) - to) / minute).toBeLessThanOrEqual(closedWithin / minute);
}

function c(
  fault: Fault['kind'],
  callsPerDay: number,
  [from, to]: [number, number],
  incident: string,
  foundWithin: number,
  closedWithin: number,
  share = 0.8,
): Case {
  return { fault, callsPerDay, from: at(from), to: at(to), incident, foundWithin, closedWithin, share };
}
