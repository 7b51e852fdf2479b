import { expect, test } from 'vitest';

import { backoffMs } from '../../src/outbox/backoff.ts';

test.for([
  // [attempt, what Slack asked for, chance, delay]
  [1, null, 0, 1_000],
  [2, null, 0, 2_000],
  [4, null, 0, 8_000],
  [4, null, 1, 12_000],
  // The longest of our own.
  [10, null, 0, 300_000],
  [1_000, null, 0, 300_000],
  // What Slack asks for goes before our own.
  [1, 30_000, 0, 30_000],
  [9, 1_000, 0, 1_000],
  [1, 30_000, 1, 45_000],
  // Odd figures are brought back to sense.
  [1, 0, 0, 1_000],
  [1, -5_000, 0, 1_000],
  [1, 9e12, 0, 3_600_000],
] as const)('attempt %i, asked for %s, chance %d: %i ms', ([attempt, afterMs, chance, delayMs]) => {
  expect(backoffMs({ attempt, afterMs }, chance)).toBe(delayMs);
});
