import { describe, expect, it } from 'vitest';

import { listSubscriptions } from '../../../src/store/settings/subscriptions.ts';
import { control, meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';

const managers = { id: 'C0MANAGERS', name: 'managers' };
const member = { ok: true, channel: { id: 'C0CALLS', is_member: true } };

async function meet(answers: Record<string, Record<string, unknown>> = {}) {
  const it = await meetWith([sampleCall()], { now: () => mondayNoon + 1 });
  it.person.slack.behave({
    answers: {
      'conversations.info': member,
      'conversations.list': { ok: true, channels: [managers] },
      'conversations.members': { ok: true, members: ['U0ANNA'] },
      'users.info': { user: { team_id: 'T0OURS', tz: 'Europe/Paris' } },
      ...answers,
    },
  });
  return it;
}

describe('a channel that gets what stays overdue', () => {
  it.each(['#managers', '#Managers', '<#C0MANAGERS|managers>', '<#C0MANAGERS>'])(
    'is known by its id from then on, typed as %s',
    async (typed) => {
      await using it = await meet();
      const proposal = await it.person.types(`subscribe calls follow-up escalate:${typed}`);
      await it.person.clicks('subscribe_channel', control(proposal, 'subscribe_channel').value);
      const escalate = { to: 'channel', channel: 'C0MANAGERS' };
      expect(await listSubscriptions(it.db)).toMatchObject([{ options: { followUp: 'on', escalate } }]);
    },
  );

  const shared = { ok: true, channel: { is_member: true, is_ext_shared: true } };
  const refused: [string, Record<string, Record<string, unknown>>, string][] = [
    ['that nobody can see', { 'conversations.list': { ok: true, channels: [] } }, 'no channel of that name'],
    ['of which the person is no member', { 'conversations.members': { members: [] } }, 'not a member there'],
    ['of which Slack names no members', { 'conversations.members': { ok: false } }, 'not a member there'],
  ];
  it.each(refused)('is refused where it is one %s', async (_, answers, why) => {
    await using it = await meet(answers);
    const reply = await it.person.types('subscribe calls follow-up escalate:#managers');
    expect(reply.text).toContain('What stays overdue can’t go to that channel.');
    expect(reply.text).toContain(why);
    expect(await listSubscriptions(it.db)).toEqual([]);
  });

  it('is refused where another organisation reads it too', async () => {
    await using it = await meet({ 'conversations.info': shared });
    const reply = await it.person.types('subscribe calls follow-up escalate:#managers');
    expect(reply.text).toContain('It’s shared with another organisation.');
  });
});
