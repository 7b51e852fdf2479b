import { expect, it } from 'vitest';

import { listed } from '../../../src/slack/blocks/numbers.ts';
import { duration } from '../../../src/slack/blocks/times.ts';

it.each([
  [['busy'], 'busy'],
  [['busy', 'no answer'], 'busy and no answer'],
  [['busy', 'no answer', 'IVR'], 'busy, no answer and 1 more kind'],
  [['busy', 'no answer', 'IVR', 'human'], 'busy, no answer and 2 more kinds'],
])('of %j, two are named and the others counted', (kinds, said) => {
  expect(listed(kinds, 2, 'more kinds')).toBe(said);
});

it.each([
  [240, '4 h'],
  [245, '4 h 05 min'],
  [59, '59 min'],
])('%i minutes are “%s”', (minutes, said) => {
  expect(duration(minutes * 60_000)).toBe(said);
});
