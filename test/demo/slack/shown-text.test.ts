import { expect, it } from 'vitest';

import { slackDate } from '../../../demo/slack/dates.ts';
import { shownPlace, shownText } from '../../../demo/slack/shown-text.ts';

const names = { channels: [{ id: 'C1', name: 'calls' }], users: [{ id: 'U1', name: 'you' }] };
const today = Math.floor(Date.now() / 1000);

it.each([
  ['<@U1> muted all calls in <#C1>.', '@you muted all calls in #calls.'],
  ['<@U9> and <#C9> errors', '@U9 and #C9 errors'],
  ['<!here> <!subteam^S1|@oncall> <!subteam^S000000001>', '@here @oncall @oncall'],
  [
    '<https://example.com/runbook|the runbook> at <https://example.com>',
    'the runbook at https://example.com',
  ],
  [`Muted until <!date^${today}^{date_short_pretty} at {time}|a fallback>`, todayAtItsTime()],
  ['5 &lt; 6 &amp;amp; 7 &gt; 6', '5 < 6 &amp; 7 > 6'],
  ['One call ended.', 'One call ended.'],
])('%s', (text, shown) => {
  expect(shownText(text, names)).toBe(shown);
});

it('a channel has its sign, and a direct message none', () => {
  expect(shownPlace({ id: 'C1', name: 'calls' }, names)).toBe('#calls');
  expect(shownPlace({ id: 'D1', name: 'direct message' }, names)).toBe('direct message');
});

function todayAtItsTime(): string {
  return `Muted until Today at ${slackDate(today, '{time}')}`;
}
