import { expect, test } from 'vitest';

import { killedInTheMiddle } from './few-worlds.ts';
import { planRun } from './plan.ts';

killedInTheMiddle({ sqlite: 4, clockSet: 4, postgres: 3 });

test('one seed is one plan', () => {
  const options = { rounds: 60, replicas: 2, quick: false, steps: true };
  expect(planRun({ ...options, seed: 3 })).toEqual(planRun({ ...options, seed: 3 }));
  expect(planRun({ ...options, seed: 3 })).not.toEqual(planRun({ ...options, seed: 4 }));
  expect(planRun({ ...options, seed: 3 }).map(({ rounds }) => rounds.length)).toEqual([25, 25, 10]);
});
