import { describe, test } from 'vitest';

import { expectFound, expectNoIncident, faults, normalWeeks } from './simulated-faults.ts';

describe('normal weeks have no incident at all, from the first day on', () => {
  test.each(normalWeeks)('$callsPerDay calls a day, uneven: $isUneven', expectNoIncident);
});

describe('a fault is found in time, is one incident, and is over in time', () => {
  test.each(faults)('$fault for a while, at $callsPerDay calls a day', expectFound);
});
