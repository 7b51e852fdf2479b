import { describe, expect, test } from 'vitest';

import { incidentsIn } from './judged-weeks.ts';
import { at, expectFound, expectNoIncident, faults, normalWeeks } from './simulated-faults.ts';
import { day, type Fault, firstMonday, hour, minute } from './simulated-weeks.ts';

// One of each; `npm run test:long` has them all.
describe('normal weeks have no incident at all, from the first day on', () => {
  const sample = normalWeeks.filter(({ callsPerDay }) => callsPerDay === 600);
  test.each(sample)('$callsPerDay calls a day, uneven: $isUneven', expectNoIncident);
});

describe('a fault is found in time, is one incident, and is over in time', () => {
  const sample = [...new Map(faults.map((one) => [one.fault, one])).values()];
  test.each(sample)('$fault for a while, at $callsPerDay calls a day', expectFound);

  test('in the first week errors are found too, while nothing is known of what is usual', () => {
    const from = at(9, firstMonday);
    const fault: Fault = { kind: 'too-many-calls', from, to: from + 2 * hour };
    const told = incidentsIn({ weeks: 2, seed: 12, callsPerDay: 1_000, faults: [fault] });

    expect(told).toHaveLength(1);
    expect((told[0]?.openedAt ?? 0) - from).toBeLessThanOrEqual(20 * minute);
    expect(told[0]?.figures).toMatchObject({ usual: null, lacking: 'days' });
  });

  test('a fault in one week does not hide the same in the next', () => {
    const faults = [4, 3, 2].map((weeks): Fault => {
      const from = at(9) - (weeks - 2) * 7 * day;
      return { kind: 'too-many-calls', from, to: from + hour };
    });

    expect(incidentsIn({ weeks: 6, seed: 13, callsPerDay: 2_000, faults })).toHaveLength(3);
  });
});
