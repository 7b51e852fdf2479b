import { expect, test } from 'vitest';
import { change } from '../../../src/slack/blocks/changes.ts';

test.each([
  [1284, 1146, '+12% from 1,146'],
  [1000, 1146, '−13% from 1,146'],
  [1000, 1000, 'no change'],
  [999, 1000, 'about the same as 1,000'],
  [1001, 1000, 'about the same as 1,000'],
  [3, 5, 'down from 5'],
  [3, 0, 'up from none'],
])('%i after %i is “%s”', (now, before, said) => {
  expect(change(now, before)).toBe(said);
});
