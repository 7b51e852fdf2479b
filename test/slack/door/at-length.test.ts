import { expect, it } from 'vitest';
import { writeMute } from '../../../src/store/settings/mutes.ts';
import { listSubscriptions, writeSubscription } from '../../../src/store/settings/subscriptions.ts';
import { messageProblems, viewProblems } from '../../support/fits-slack.ts';
import { controls, meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon, sampleCall, sampleSubscription } from '../../support/sample-calls.ts';
import type { Reply } from '../../support/slack/slack-requests.ts';

const own = (reply: Reply) => ({ text: reply.text, blocks: reply.blocks as never[] });
const longWord = (index: number) => `-reason:note_${index}_${'é'.repeat(140)}`;
const words = (count: number) => Array.from({ length: count }, (_, index) => longWord(index)).join(' ');

async function meet() {
  const call = sampleCall({ endedAt: mondayNoon - 60_000 });
  const it = await meetWith([call], { now: () => mondayNoon });
  it.person.slack.behave({
    answers: {
      'conversations.info': { ok: true, channel: { id: 'C0CALLS', is_member: true } },
      'users.info': { user: { team_id: 'T0OURS', tz: 'Europe/Paris' } },
    },
  });
  return it;
}

it.each([
  ['subscribe calls', 13],
  ['subscribe calls', 22],
  ['subscribe digest daily 08:00', 13],
  ['replay since:2h', 13],
])(
  '/revox %s and %i long words is answered within the limits of Slack, without a button that lies',
  async (typed, count) => {
    await using it = await meet();
    const reply = await it.person.types(`${typed} ${words(count)}`);

    expect(messageProblems(own(reply))).toEqual([]);
    expect(controls(reply)).toEqual([]);
  },
);

it('what fits on a button but not beside an id is refused, and says how much too long it is', async () => {
  await using it = await meet();

  expect((await it.person.types(`subscribe calls ${words(12)}`)).text).toContain('Too many words: 1,8');
});

it('a subscription with as many words as there may be is edited in its form', async () => {
  await using it = await meet();
  const filter = words(11);
  await writeSubscription(it.db, sampleSubscription({ id: 'long', topic: 'calls', filter }));
  const { view } = await it.person.clicks('edit_subscription', 'long');

  expect(viewProblems(view)).toEqual([]);
  expect(JSON.stringify(view?.blocks)).toMatch(/"initial_value":"[^"]{1500,1800}"/);
});

it.each([
  ['unsubscribe all', 'Done. You can undo this'],
  ['digest off', 'Done. You can undo this'],
])('/revox %s of 60 is answered shortly', async (typed, holds) => {
  await using it = await meet();
  for (let index = 0; index < 60; index += 1)
    await writeSubscription(
      it.db,
      sampleSubscription({
        id: `s${index}`,
        topic: 'digest',
        filter: words(2 + (index % 3)).replaceAll('note', `note${index}`),
      }),
    );
  const reply = await it.person.types(typed);

  expect(messageProblems(own(reply))).toEqual([]);
  expect(JSON.stringify(reply.blocks)).toContain(holds);
  expect(await listSubscriptions(it.db)).toEqual([]);
});

it('/revox unmute of 60 is answered shortly', async () => {
  await using it = await meet();
  for (let index = 0; index < 60; index += 1)
    await writeMute(it.db, {
      id: `m${index}`,
      channel: 'C0CALLS',
      filter: words(2).replaceAll('note', `note${index}`),
      madeBy: 'U0ANNA',
      madeAt: mondayNoon,
      until: mondayNoon + 3_600_000,
      endedAt: null,
    });
  const reply = await it.person.types('unmute');

  expect(messageProblems(own(reply))).toEqual([]);
  expect(reply.text).toBe(
    'Unmuted. I’m posting what was held back. You can undo this from the notice in this channel.',
  );
});
