import { expect, test } from 'vitest';

import { hour, type Meanwhile, tellAcross, tellAfterFirstStart } from './across-step.ts';

const steps = [-20_000, -600_000, -2 * hour, -72 * hour, 8 * hour, 72 * hour];
const matrix = steps.flatMap((stepMs) =>
  (['running', 'down'] as const).map((meanwhile): [number, Meanwhile] => [stepMs, meanwhile]),
);

/** Each wait has its own limit, which tells more than that of the whole. */
const timeout = 180_000;

test.each(matrix)(
  'a clock set by %i ms while the bot is %s: the next call is posted',
  async (stepMs, meanwhile) => {
    const after = await tellAcross(stepMs, meanwhile);
    expect(after.posts).toBe(2);
    // Nobody can tell a clock that was set ahead from a long rest, nor a few seconds from a slow start.
    const isSeen = meanwhile === 'running' || stepMs <= -600_000;
    if (isSeen) expect(after.steps).toBe('1');
    expect(after.answeredInMs).toBeLessThan(5_000);
    expect(after.heldMs).toBeLessThan(1_000);
  },
  timeout,
);

test.each([20_000, 600_000, 2 * hour, 8 * hour, 20 * hour, -600_000, -20 * hour])(
  'a clock that is %i ms ahead at the very first start: what ends from then on is posted',
  async (aheadMs) => {
    expect(await tellAfterFirstStart(aheadMs)).toBe(1);
  },
  timeout,
);
