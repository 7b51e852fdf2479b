import { expect, test } from 'vitest';

import { farAbove, shareWithin } from '../../../src/calls/incidents/margins.ts';

// expected → the least count that chance hardly gives
test.each([
  [0.05, 5],
  [1, 13],
  [30, 66],
  [300, 400],
])('where %d are expected, %d are far above', (expected, far) => {
  expect(farAbove(expected)).toBeGreaterThanOrEqual(far - 4);
  expect(farAbove(expected)).toBeLessThanOrEqual(far + 4);
});

test('the more calls there are, the nearer the true share is known to be', () => {
  const { low, high } = shareWithin(4, 10, 2);
  expect([low, high].map((share) => share.toFixed(2))).toEqual(['0.17', '0.69']);
  expect(shareWithin(400, 1_000, 2).low).toBeGreaterThan(0.36);
  // None of a few calls does not mean that there never is any.
  expect(shareWithin(0, 20, 3.5).high).toBeGreaterThan(0.3);
  expect(shareWithin(0, 200, 3.5).high).toBeLessThan(0.07);
});
