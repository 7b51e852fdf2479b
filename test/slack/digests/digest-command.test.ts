import { describe, expect, it } from 'vitest';
import { sayFrom } from '../../../src/slack/message-kinds.ts';
import { enqueueMessage, findMessage } from '../../../src/store/messages/messages.ts';
import { listSubscriptions } from '../../../src/store/settings/subscriptions.ts';
import { messageProblems } from '../../support/fits-slack.ts';
import { control, controls, meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import type { Reply } from '../../support/slack/slack-requests.ts';

async function meet(answers: Record<string, Record<string, unknown>> = {}) {
  const it = await meetWith([sampleCall()], { now: () => mondayNoon + 1 });
  it.person.slack.behave({
    answers: {
      'conversations.info': { channel: { is_member: true } },
      'users.info': { user: { team_id: 'T0OURS', tz: 'Europe/Paris' } },
      ...answers,
    },
  });
  return it;
}

const own = ({ text, blocks }: Reply) => ({ text, blocks: blocks as never[] });

describe('when a digest comes', () => {
  // typed → the options of the subscription, its filter
  it.each([
    ['digest daily', { digestTime: '09:00', timezone: 'Europe/Paris' }, ''],
    [
      'digest daily 08:30 America/New_York weekdays',
      { digestTime: '08:30', timezone: 'America/New_York', digestDays: 'weekdays' },
      '',
    ],
    [
      'digest weekly monday 09:00',
      { digestTime: '09:00', digestDays: 'monday', timezone: 'Europe/Paris' },
      '',
    ],
    ['digest daily 18:00 human', { digestTime: '18:00', timezone: 'Europe/Paris' }, 'human'],
  ])('/revox %s', async (typed, options, filter) => {
    await using it = await meet();
    const reply = await it.person.types(typed);
    expect(messageProblems(own(reply))).toEqual([]);
    expect(reply.text).toMatch(
      /^Next digest: .*, your time. You can undo this from the notice in this channel.$/,
    );
    expect(await listSubscriptions(it.db)).toMatchObject([
      { channel: 'C0CALLS', topic: 'digest', filter, options },
    ]);
    expect(await it.db.selectFrom('audit').selectAll().execute()).toHaveLength(1);
  });

  it('is the zone of the bot where Slack does not tell that of the person', async () => {
    await using it = await meet({ 'users.info': { user: { team_id: 'T0OURS' } } });
    const reply = await it.person.types('digest daily 08:30');
    expect(reply.text).toContain('Next digest: 3 Mar at 08:30, your time.');
  });

  it('is set by the clock of the digest, and shown by that of the reader', async () => {
    await using it = await meet();
    const reply = await it.person.types('digest daily 08:30 Asia/Tokyo');
    expect(reply.text).toContain('Next digest: 2 Mar at 23:30, your time.');
  });

  it('is set again for the same words, beside those of others', async () => {
    await using it = await meet();
    await it.person.types('digest daily 08:30');
    expect((await it.person.types('digest daily 08:30')).text).toMatch(
      /^This channel gets: digest, every day at 08:30 .*\nNext digest: .*To stop it: \/revox digest off$/,
    );
    await it.person.types('digest weekly monday 10:00');
    await it.person.types('digest daily 18:00 human');
    const set = (await listSubscriptions(it.db)).map(
      ({ filter, options }) => `${filter} ${options.digestTime}`,
    );
    expect(set.toSorted()).toEqual([' 10:00', 'human 18:00']);
    expect(await it.db.selectFrom('audit').selectAll().execute()).toHaveLength(3);
  });

  it('comes next tomorrow where that of today was sent, whatever time it is given now', async () => {
    await using it = await meet();
    const asked = 'digest daily 23:30 UTC';
    expect((await it.person.types(asked)).text).toContain('Next digest: 2 Mar at 23:30,');
    const sentToday = {
      key: 'digest:C0CALLS:2026-03-01',
      channel: 'C0CALLS',
      form: 'digest' as const,
      kind: 'digest' as const,
      subject: { date: '2026-03-01', timezone: 'UTC', filter: '', slotAt: 0 },
      calls: 0,
    };
    await enqueueMessage(it.db, sentToday, mondayNoon);
    expect((await it.person.types(asked)).text).toContain('Next digest: 3 Mar at 23:30,');
  });

  it('ends for one filter, or for all', async () => {
    await using it = await meet();
    await it.person.types('digest daily 08:30');
    await it.person.types('digest daily 18:00 human');
    expect((await it.person.types('digest off human')).text).toContain('You can undo this from the notice');
    expect((await it.person.types('digest off')).text).toContain('You can undo this from the notice');
    expect(await listSubscriptions(it.db)).toEqual([]);
    expect((await it.person.types('digest off')).text).toContain('This channel gets no such digest.');
  });

  it('is not set where the bot cannot post', async () => {
    await using it = await meet({ 'conversations.info': { channel: { is_member: false } } });
    expect(JSON.stringify((await it.person.types('digest daily')).blocks)).toContain('/invite @Revox');
    expect(await listSubscriptions(it.db)).toEqual([]);
  });

  it('is read as it was probably meant', async () => {
    await using it = await meet();
    expect((await it.person.types('digest dialy 08:30')).text).toContain('daily 08:30');
    expect(await listSubscriptions(it.db)).toEqual([]);
  });
});

describe('the digest of today so far', () => {
  it.each(['digest', 'digest now', 'digest human'])(
    '/revox %s is shown to one person, to share',
    async (typed) => {
      await using it = await meet();
      it.person.slack.gate.expectRefusal('response_url', 'block/data_visualization/answer');
      it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
      const reply = await it.person.types(typed);
      expect(messageProblems(own(reply))).toEqual([]);
      expect(reply.text).toContain('Monday 2 March so far: 1 call');
      expect(reply.response_type).toBe('ephemeral');
      const shared = await it.person.clicks('share_digest', control(reply, 'share_digest').value);
      expect(shared.text).toBe('I’m posting the digest in this channel.');
      const left = await it.db
        .selectFrom('messages')
        .select(['id', 'form', 'state'])
        .orderBy('created_at')
        .execute();
      expect(left).toMatchObject([
        { form: 'digest-shared', state: 'ready' },
        { form: 'digest-rest', state: 'follows' },
      ]);
      const message = await findMessage(it.db, left[0]?.id ?? '');
      if (message === null) throw new Error('no message');
      expect(message).toMatchObject({ channel: 'C0CALLS', kind: 'digest', calls: 0 });
      const options = { phoneNumbers: 'masked', now: mondayNoon, timezone: 'UTC' } as const;
      const said = await sayFrom(it.db, () => options)(message, mondayNoon + 1);
      expect(said?.text).toContain('Monday 2 March so far: 1 call');
      expect(JSON.stringify(said)).not.toContain('late');
    },
  );

  it('is not shared between two people', async () => {
    await using it = await meet();
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const reply = await it.person.types('digest now', { channel_id: 'D0ANNA' });
    expect(controls(reply).map(({ action_id }) => action_id)).not.toContain('share_digest');
  });

  it.each(['', '{"d":"2026-99-99","z":"UTC","f":""}', '{"d":"2026-03-02","z":"Mars","f":""}', '[]'])(
    'is not made of the value %s',
    async (value) => {
      await using it = await meet();
      expect((await it.person.clicks('share_digest', value)).text).toContain('This digest has expired');
      expect(await it.db.selectFrom('messages').selectAll().execute()).toEqual([]);
    },
  );
});
