import { expect, it } from 'vitest';

import { controls, meetWith } from '../support/people-and-calls.ts';
import { mondayNoon } from '../support/sample-calls.ts';
import type { Reply } from '../support/slack/slack-requests.ts';
import { calls, everything, itIsNoMattersOfMembers, number } from './others-words.ts';

// All of it in one filter; `npm run test:long` tries each alone.
itIsNoMattersOfMembers(
  'a filter with a whole number, a hidden field and a number in an end reason',
  `phone:${number} field:salary=zanzibar reason:"asked for 06 39 98 56 78"`,
);

it('what a member typed or saved comes back to them, so that they can turn the pages', async () => {
  await using it = await meetWith(calls, { admins: ['U0ADMIN'], now: () => mondayNoon });
  it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
  const older = (reply: Reply) => controls(reply).find(({ action_id }) => action_id === 'list_older')?.value;
  const reply = await it.person.types(`calls phone:${number}`);
  expect(older(reply)).toContain(number);
  await it.person.types(`save mine = calls phone:${number}`);
  const list = await it.person.types('run mine');
  expect(older(list)).toContain(number);
  expect(everything(await it.person.clicks('list_older', older(list)))).not.toContain('left out');
});
