import { describe, test } from 'vitest';

import { hour, type Meanwhile, tellAcross, tellAfterFirstStart } from './across-step.ts';

/** A sample; `clock-steps.long.test.ts` has them all. */
const steps: [string, number, Meanwhile][] = [
  ['put back by 10 minutes', -600_000, 'running'],
  ['put back by 2 hours', -2 * hour, 'down'],
  ['set ahead by 3 days', 72 * hour, 'running'],
];

describe.concurrent('the real process, whose clock is set', () => {
  test.for(steps)(
    '%s, %#: posts the next call within seconds, and nothing twice',
    async (step, { expect }) => {
      const [, stepMs, meanwhile] = step;
      const after = await tellAcross(stepMs, meanwhile);
      expect(after).toMatchObject({ posts: 2, steps: '1' });
      expect(after.answeredInMs).toBeLessThan(5_000);
      expect(after.heldMs).toBeLessThan(1_000);
    },
  );

  test.for([600_000, -600_000])(
    '%i ms ahead at the very first start: posts what ends from then on',
    async (aheadMs, { expect }) => {
      expect(await tellAfterFirstStart(aheadMs)).toBe(1);
    },
  );
});
