import { type Hour, hourOf, type Slice } from '../../../src/calls/incidents/activity.ts';
import { startOf } from '../../../src/calls/tallies/tally.ts';
import { hour } from './simulated-weeks.ts';

/** All of them known to five minutes. */
export function hoursOf(slices: Slice[]): Hour[] {
  return [...Map.groupBy(slices, ({ at }) => startOf(at, hour))].map(([at, some]) => hourOf(at, some));
}
