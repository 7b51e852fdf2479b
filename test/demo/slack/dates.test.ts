import { expect, it } from 'vitest';

import { slackDate } from '../../../demo/slack/dates.ts';

/** Of this machine, whose zone dates are shown in. */
const now = new Date(2026, 10, 29, 8, 30).getTime();

it.each([
  [28, 'Yesterday at 23:59'],
  [29, 'Today at 23:59'],
  [30, 'Tomorrow at 23:59'],
  [27, '27 Nov 2026 at 23:59'],
])('the %i of a November whose 29th it is: %s', (day, shown) => {
  const at = new Date(2026, 10, day, 23, 59).getTime() / 1000;
  expect(slackDate(at, '{date_short_pretty} at {time}', now)).toBe(shown);
});

it('a day within a sentence has no capital', () => {
  expect(slackDate(now / 1000 + 86_400, 'until {date_pretty}', now)).toBe('until tomorrow');
});
