import { describe, expect, it } from 'vitest';
import { dueDigests } from '../../../src/news/due-digests.ts';
import type { Desk } from '../../../src/slack/door/handler.ts';
import { sayFrom } from '../../../src/slack/message-kinds.ts';
import { toMessage } from '../../../src/store/messages/messages.ts';
import { findChanges } from '../../../src/store/settings/change-setting.ts';
import { listSubscriptions, writeSubscription } from '../../../src/store/settings/subscriptions.ts';
import { messageProblems, viewProblems } from '../../support/fits-slack.ts';
import { control, controls, meetWith } from '../../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleCall, sampleSubscription } from '../../support/sample-calls.ts';
import { sampleFollowUp, storeFollowUps } from '../../support/sample-follow-up.ts';
import { type Reply, viewAction, viewSubmission } from '../../support/slack/slack-requests.ts';
import { type ShownView, until } from '../../support/slack/socket-mode-server.ts';

const member = { ok: true, channel: { id: 'C0CALLS', is_member: true } };

/** A person in a channel where the bot is, with 40 calls in the last seven days, every fourth of them failed. */
async function meet(different: Partial<Desk> = {}, answers: Record<string, Record<string, unknown>> = {}) {
  const calls = Array.from({ length: 40 }, (_, index) => {
    const own = { id: `call-${index}`, endedAt: mondayNoon - index * 4 * 3_600_000 };
    return index % 4 === 0 ? failedCall('too_many_calls', own) : sampleCall(own);
  });
  const it = await meetWith([...calls, sampleCall({ id: 'old', endedAt: mondayNoon - 30 * 86_400_000 })], {
    now: () => mondayNoon + 1,
    ...different,
  });
  it.person.slack.behave({
    answers: {
      'conversations.info': member,
      'users.info': { user: { team_id: 'T0OURS', tz: 'Europe/Paris' } },
      ...answers,
    },
  });
  return it;
}

/** The form behind *More options*. */
async function opensMore({ person }: Awaited<ReturnType<typeof meet>>): Promise<ShownView | undefined> {
  const { view } = await person.types('subscribe');
  return (await person.clicksIn(view, 'subscribe_more')).view;
}

/** What a view carries until it is sent. */
function aboutOf(view: unknown): string {
  return JSON.parse((view as { private_metadata: string }).private_metadata).about;
}

const own = (reply: Reply) => ({ text: reply.text, blocks: reply.blocks as never[] });

describe('subscribing a channel', () => {
  it('shows first what it would have posted, and the latest of it', async () => {
    await using it = await meet();
    const reply = await it.person.types('subscribe errors ours');
    expect(messageProblems(own(reply))).toEqual([]);
    expect(reply.text).toContain(
      'Subscribe this channel? errors (in your setup)\nOver the last 7 days that’s about 1 message a day (1 call).',
    );
    expect(JSON.stringify(reply.blocks)).toContain('The concurrency limit was hit.');
    expect(controls(reply).map(({ action_id }) => action_id)).toEqual([
      'subscribe_channel',
      'cancel_proposal',
    ]);
    expect(await listSubscriptions(it.db)).toEqual([]);
  });

  it.each([
    ['calls', ', and about 2 to call back a day.'],
    ['callbacks', ', and about 2 to call back a day.'],
    ['calls follow-up', ', and about 4 to follow up a day.'],
    ['calls follow-up:off', 'calls).'],
    ['calls human', ', and about 2 to call back a day.'],
  ])('says how many follow-ups a day it makes: %s', async (typed, said) => {
    await using it = await meetWith(
      Array.from({ length: 28 }, (_, index) =>
        sampleCall({
          id: `call-${index}`,
          endedAt: mondayNoon - index * 6 * 3_600_000,
          structuredOutput: index % 2 === 0 ? { callback_time: 'demain 14h' } : null,
        }),
      ),
      { now: () => mondayNoon + 1 },
    );
    const { text } = await it.person.types(`subscribe ${typed}`);
    expect(text).toContain(said);
  });

  it('is done by a click, and announced in the channel', async () => {
    await using it = await meet();
    const proposal = await it.person.types(
      'subscribe calls human -reason:voicemail summary every 1h compact',
    );
    const done = await it.person.clicks('subscribe_channel', control(proposal, 'subscribe_channel').value);
    expect(done).toMatchObject({ replace_original: true });
    expect(done.text).toBe('Done. You can undo this from the notice in this channel.');
    expect(await listSubscriptions(it.db)).toMatchObject([
      {
        channel: 'C0CALLS',
        topic: 'calls',
        filter: 'human -reason:voicemail',
        options: { summaryMinutes: 60, timezone: 'Europe/Paris', cards: 'compact' },
        madeBy: 'U0ANNA',
      },
    ]);
    const [message] = await it.db.selectFrom('messages').selectAll().execute();
    expect(message).toMatchObject({ channel: 'C0CALLS', kind: 'calls', calls: 0, state: 'ready' });
    const changes = await findChanges(it.db, JSON.parse(message?.subject ?? '').change);
    expect(changes).toMatchObject([{ by: 'U0ANNA', before: null }]);
  });

  it('clicked twice is done once', async () => {
    await using it = await meet();
    await it.person.clicks('subscribe_channel', 'errors');
    expect((await it.person.clicks('subscribe_channel', 'errors')).text).toContain('Done.');
    expect(await listSubscriptions(it.db)).toHaveLength(1);
    expect(await it.db.selectFrom('audit').selectAll().execute()).toHaveLength(1);
    expect((await it.person.types('subscribe errors')).text).toContain('already has exactly this');
  });

  it('is left by another click', async () => {
    await using it = await meet();
    expect((await it.person.clicks('cancel_proposal')).text).toBe('Nothing was changed.');
    expect(await listSubscriptions(it.db)).toEqual([]);
  });

  it('changes what is there for the same words', async () => {
    await using it = await meet();
    await it.person.clicks('subscribe_channel', 'errors ours');
    const again = await it.person.types('subscribe errors ours quiet 19:00-08:00 weekdays');
    expect(again.text).toContain('quiet from 19:00 to 08:00 and at weekends (Europe/Paris)');
    await it.person.clicks('subscribe_channel', control(again, 'subscribe_channel').value);
    expect(await listSubscriptions(it.db)).toMatchObject([{ options: { quiet: { weekends: true } } }]);
  });

  // typed → the answer holds
  const slips: [string, string][] = [
    ['subscribe errorrs', 'Did you mean /revox subscribe errors?'],
    ['subscribe calls humann', 'Did you mean /revox subscribe calls human?'],
    ['subscribe calls sumary every 1h', 'Did you mean /revox subscribe calls summary every 1h?'],
    ['subscribe incidents busy', 'Incidents take no filter'],
    ['subscribe errors mention:@nobody', 'Slack has no user group ＠nobody'],
    ['unsubscribe errors', 'This channel has no subscriptions.'],
    ['subscriptions everywhere', 'Only admins can see the subscriptions of every channel.'],
    ['subscriptions', 'This channel: 0 subscriptions'],
  ];
  it.each(slips)('/revox %s is answered', async (typed, holds) => {
    await using it = await meet();
    const reply = await it.person.types(typed);
    expect(messageProblems(own(reply))).toEqual([]);
    expect(`${reply.text} ${JSON.stringify(reply.blocks)}`).toContain(holds);
  });

  it('mentions a group that Slack knows', async () => {
    const groups = { ok: true, usergroups: [{ id: 'S0ONCALL', handle: 'OnCall' }] };
    await using it = await meet({}, { 'usergroups.list': groups });
    const proposal = await it.person.types('subscribe errors ours mention:@oncall');
    await it.person.clicks('subscribe_channel', control(proposal, 'subscribe_channel').value);
    expect(await listSubscriptions(it.db)).toMatchObject([
      { options: { mention: { id: 'S0ONCALL', handle: 'OnCall' } } },
    ]);
  });
});

describe('where the bot cannot post', () => {
  // what Slack says of the channel → the answer holds
  const places: [string, Record<string, unknown>, string][] = [
    ['a public channel without the bot', { ok: true, channel: { is_member: false } }, '/invite @Revox'],
    ['a private channel without the bot', { ok: false, error: 'channel_not_found' }, '/invite @Revox'],
    ['an archived channel', { ok: true, channel: { is_member: true, is_archived: true } }, 'Unarchive it'],
    ['a group message', { ok: true, channel: { is_mpim: true } }, 'not in direct messages'],
  ];
  it.each(places)('%s reads what to do before anything is made', async (_, answer, holds) => {
    await using it = await meet({}, { 'conversations.info': answer });
    const reply = await it.person.types('subscribe errors');
    expect(JSON.stringify(reply.blocks)).toContain(holds);
    expect((await it.person.clicks('subscribe_channel', 'errors')).text).toBe(reply.text);
    expect(await listSubscriptions(it.db)).toEqual([]);
  });

  it('a direct message is answered so without asking Slack', async () => {
    await using it = await meet();
    const reply = await it.person.types('subscribe errors', { channel_id: 'D0ANNA' });
    expect(reply.text).toContain('I can’t post here.');
    expect(it.person.slack.asked.map(({ method }) => method)).not.toContain('conversations.info');
  });

  it('is tried again by a click once the bot was invited', async () => {
    await using it = await meet({}, { 'conversations.info': { ok: true, channel: { is_member: false } } });
    const reply = await it.person.types('subscribe errors ours');
    it.person.slack.behave({ answers: { 'conversations.info': member } });
    const again = await it.person.clicks('run_command_1', control(reply, 'run_command_1').value);
    expect(again.text).toContain('Subscribe this channel? errors (in your setup)\n');
  });

  it('people of another organisation are pointed out', async () => {
    const shared = { ok: true, channel: { is_member: true, is_ext_shared: true } };
    await using it = await meet({}, { 'conversations.info': shared });
    const reply = await it.person.types('subscribe errors');
    expect(JSON.stringify(reply.blocks)).toContain('People from another organisation');
  });

  it('what Slack does not say is pointed out, and keeps nobody', async () => {
    await using it = await meet({}, { 'conversations.info': { ok: false, error: 'internal_error' } });
    const reply = await it.person.types('subscribe errors');
    expect(JSON.stringify(reply.blocks)).toContain('Slack didn’t say whether I’m a member here.');
    expect(controls(reply)).toHaveLength(2);
  });
});

describe('the first form of /revox subscribe', () => {
  const chosen = (value: string, digest = false) => ({
    what: { selected_option: { value } },
    digest: { selected_options: digest ? [{ value: 'digest' }] : [] },
  });
  const here = async (it: Awaited<ReturnType<typeof meet>>) =>
    (await listSubscriptions(it.db)).map(({ topic, filter }) => `${topic} ${filter}`.trim()).toSorted();

  it('says in the form what the channel already gets, and nothing of other channels', async () => {
    await using it = await meet();
    const gets = async () => JSON.stringify((await it.person.types('subscribe')).view);
    expect(await gets()).not.toContain('already gets');
    const wanted = { filter: '', options: {} };
    const [errors, elsewhere] = [
      sampleSubscription({ id: 'here', channel: 'C0CALLS', topic: 'errors', ...wanted }),
      sampleSubscription({ id: 'there', channel: 'C0OTHER', topic: 'calls', ...wanted }),
    ];
    await writeSubscription(it.db, errors);
    await writeSubscription(it.db, elsewhere);
    expect(await gets()).toContain('This channel already gets errors. What you choose here is added.');
  });

  it('has three choices, counted in messages a day', async () => {
    await using it = await meet();
    const { view } = await it.person.types('subscribe');
    expect(viewProblems({ ...view, method: undefined })).toEqual([]);
    expect(view).toMatchObject({ submit: { text: 'Subscribe' }, title: { text: 'Subscribe this channel' } });
    const [first] = (view?.blocks ?? []) as { element: { options: Record<string, { text: string }>[] } }[];
    const choices = first?.element.options.map(({ text, description }) => [text?.text, description?.text]);
    expect(choices).toMatchInlineSnapshot(`
      [
        [
          "Problems only",
          "Errors that need you, and incidents · about 1 message a day",
        ],
        [
          "Outcomes that matter",
          "Also calls that reached a person · about 6 messages a day",
        ],
        [
          "Everything",
          "Also every other call · about 6 messages a day",
        ],
      ]
    `);
  });

  // what is chosen → what the channel is subscribed to
  const chosenHere: [string, boolean, string[]][] = [
    ['problems', false, ['errors', 'incidents']],
    ['outcomes', false, ['calls human', 'errors', 'incidents']],
    ['everything', true, ['calls', 'digest', 'errors', 'incidents']],
  ];
  it.each(chosenHere)('%s, with a digest: %s', async (choice, digest, subscriptions) => {
    await using it = await meet();
    const { view } = await it.person.types('subscribe');
    const reply = await it.person.submits(view, chosen(choice, digest));
    expect(reply).toMatchObject({ response_type: 'chat.postEphemeral' });
    expect(reply.text).toBe('Done. You can undo this from the notice in this channel.');
    expect(await here(it)).toEqual(subscriptions);
    const lines = await it.db.selectFrom('messages').select('form').execute();
    expect(lines).toEqual([{ form: 'change' }]);
  });

  it('is undone whole by the one Undo', async () => {
    await using it = await meet();
    const { view } = await it.person.types('subscribe');
    await it.person.submits(view, chosen('everything', true));
    const { subject } = await it.db.selectFrom('messages').select('subject').executeTakeFirstOrThrow();
    expect((await it.person.clicks('undo_change', JSON.parse(subject).change)).text).toBe('Undone.');
    expect(await here(it)).toEqual([]);
    expect(await it.db.selectFrom('messages').selectAll().execute()).toHaveLength(2);
  });

  it('adds what is missing, and leaves what people set as it is', async () => {
    await using it = await meet();
    await it.person.clicks('subscribe_channel', 'errors summary every 1h');
    const [before] = await listSubscriptions(it.db);
    const { view } = await it.person.types('subscribe');
    await it.person.submits(view, chosen('problems'));
    expect(await listSubscriptions(it.db)).toContainEqual(before);
    expect(await here(it)).toEqual(['errors', 'incidents']);
    const again = await it.person.types('subscribe');
    expect((await it.person.submits(again.view, chosen('problems'))).text).toContain('already has these');
  });

  it('with an answer that no version offers is said to be old', async () => {
    await using it = await meet();
    const { view } = await it.person.types('subscribe');
    await it.person.sends(viewSubmission(view ?? { id: '' }, chosen('nonsense')));
    expect(await listSubscriptions(it.db)).toEqual([]);
  });
});

describe('subscribing a channel from the Home tab', () => {
  const inChannel = { 'conversations.members': { ok: true, members: ['U0BERT', 'U0ANNA'] } };
  const picked = {
    channel: { selected_conversation: 'C0CALLS' },
    what: { selected_option: { value: 'problems' } },
    digest: { selected_options: [] },
  };
  async function opensForm(it: Awaited<ReturnType<typeof meet>>) {
    const home = await it.person.opensHome();
    return (await it.person.clicksIn(home.view, 'subscribe_a_channel')).view;
  }

  it('opens a form with a menu of channels, and is done for the one that is picked', async () => {
    await using it = await meet({}, inChannel);
    const form = await opensForm(it);
    expect(viewProblems({ ...form, method: undefined })).toEqual([]);
    expect(form).toMatchObject({ method: 'views.open', title: { text: 'Subscribe a channel' } });
    expect(JSON.stringify(form?.blocks)).toContain('conversations_select');
    const reply = await it.person.submits(form, picked);
    expect(JSON.stringify(reply.view)).toContain('Done. You can undo this from the notice in that channel.');
    const made = (await listSubscriptions(it.db)).toSorted((one, other) =>
      one.topic.localeCompare(other.topic),
    );
    expect(made).toMatchObject([
      { channel: 'C0CALLS', topic: 'errors', madeBy: 'U0ANNA' },
      { channel: 'C0CALLS', topic: 'incidents' },
    ]);
  });

  // what Slack says of the channel and of who is in it → what the person reads
  const refused: [string, Record<string, Record<string, unknown>>, string][] = [
    ['without the bot', { 'conversations.info': { ok: true, channel: {} } }, 'I’m not a member of that'],
    ['without the person', { 'conversations.members': { ok: true, members: [] } }, 'You’re not a member'],
    ['of which Slack says nothing', {}, 'Slack didn’t say whether you’re a member'],
  ];
  it.each(refused)('changes nothing in a channel %s', async (_, answers, holds) => {
    await using it = await meet(
      {},
      { 'conversations.members': { ok: false, error: 'fatal_error' }, ...answers },
    );
    const reply = await it.person.submits(await opensForm(it), picked);
    expect(JSON.stringify(reply.view)).toContain(holds);
    expect(await listSubscriptions(it.db)).toEqual([]);
  });

  it('finds the person on a later page of members', async () => {
    let pages = 0;
    const members = {
      ok: true,
      get members() {
        pages += 1;
        return pages === 3 ? ['U0ANNA'] : ['U0BERT'];
      },
      response_metadata: { next_cursor: 'more' },
    };
    await using it = await meet({}, { 'conversations.members': members });
    await it.person.submits(await opensForm(it), picked);
    expect(pages).toBe(3);
    expect(await listSubscriptions(it.db)).toHaveLength(2);
  });
});

describe('the subscriptions of a channel', () => {
  async function meetSubscribed(different: Partial<Desk> = {}) {
    const it = await meet(different);
    for (const words of ['errors ours', 'calls human', 'incidents'])
      await it.person.clicks('subscribe_channel', words);
    await it.person.clicks('subscribe_channel', 'calls', { channel: { id: 'C0OTHER', name: 'other' } });
    return it;
  }
  const idOf = async (it: Awaited<ReturnType<typeof meet>>, filter: string) =>
    (await listSubscriptions(it.db)).find((one) => one.filter === filter)?.id as string;

  it('are listed with who made them, and what can be done', async () => {
    await using it = await meetSubscribed();
    const reply = await it.person.types('subscriptions');
    expect(messageProblems(own(reply))).toEqual([]);
    expect(reply.text).toContain('This channel: 3 subscriptions');
    expect(reply.text).not.toContain('＃other');
    const first = controls(reply).slice(0, 3);
    expect(first.map(({ text }) => text?.text)).toEqual(['Edit', 'Pause', 'Remove']);
    expect(JSON.stringify(reply.blocks)).toContain('"user_id":"U0ANNA"');
  });

  it('of every channel are listed for admins', async () => {
    await using it = await meetSubscribed({ admins: ['U0ANNA'] });
    const here = await it.person.types('subscriptions');
    expect(controls(here).at(-1)?.text?.text).toBe('Everywhere');
    const reply = await it.person.types('subscriptions everywhere');
    expect(reply.text).toContain('Everywhere: 4 subscriptions');
    expect(JSON.stringify(reply.blocks)).toContain('"channel_id":"C0OTHER"');
  });

  it('are removed all at once with one line, which undoes all of it', async () => {
    await using it = await meetSubscribed();
    const lines = () => it.db.selectFrom('messages').selectAll().orderBy('created_at').execute();
    const before = (await lines()).map(({ id }) => id);
    await it.person.types('unsubscribe all');
    expect(await listSubscriptions(it.db)).toHaveLength(1);
    const added = (await lines()).filter(({ id }) => !before.includes(id));
    expect(added).toHaveLength(1);
    const { change, also } = JSON.parse(added[0]?.subject ?? '');
    expect(also).toHaveLength(2);
    await it.person.clicks('undo_change', change);
    expect(await listSubscriptions(it.db)).toHaveLength(4);
  });

  it('leave their follow-ups, which the line about it counts until it is undone', async () => {
    await using it = await meetSubscribed();
    const id = await idOf(it, 'human');
    await storeFollowUps(
      it.db,
      sampleFollowUp(),
      sampleFollowUp({ callId: 'call-2', state: 'settled', endedAt: 1 }),
    );
    await it.db.updateTable('follow_ups').set({ subscription_id: id }).execute();
    const lines = () => it.db.selectFrom('messages').selectAll().execute();
    const before = (await lines()).map((line) => line.id);
    await it.person.clicks('remove_subscription', id);
    const [row] = (await lines()).filter((line) => !before.includes(line.id));
    if (row === undefined) throw new Error('no line');
    const say = sayFrom(it.db, () => ({ phoneNumbers: 'masked', timezone: 'UTC', now: mondayNoon }));
    const said = async () => (await say(toMessage(row), mondayNoon))?.text;
    expect(await said()).toContain('1 follow-up from it is left: /revox todo everywhere.');
    await it.person.clicks('undo_change', JSON.parse(row.subject).change);
    expect(await said()).not.toContain('follow-up');
  });

  it('are paused, resumed and removed, each announced', async () => {
    await using it = await meetSubscribed();
    const id = await idOf(it, 'human');
    const paused = await it.person.clicks('pause_subscription', id);
    expect(paused).toMatchObject({ replace_original: true });
    expect(JSON.stringify(paused.blocks)).toContain('Resume');
    expect((await listSubscriptions(it.db)).find((one) => one.id === id)?.paused).toMatchObject({
      by: 'U0ANNA',
    });
    await it.person.clicks('resume_subscription', id);
    expect((await listSubscriptions(it.db)).find((one) => one.id === id)?.paused).toBeNull();
    const removed = await it.person.clicks('remove_subscription', id);
    expect(removed.text).toContain('This channel: 2 subscriptions');
    expect(await it.db.selectFrom('messages').selectAll().execute()).toHaveLength(7);
    expect((await it.person.clicks('remove_subscription', id)).text).toContain('This subscription is gone.');
  });

  it('of another channel are left to those in it, and to admins', async () => {
    await using it = await meetSubscribed();
    const [other] = (await listSubscriptions(it.db)).filter(({ channel }) => channel === 'C0OTHER');
    for (const action of ['pause_subscription', 'remove_subscription', 'edit_subscription'])
      expect((await it.person.clicks(action, other?.id)).text).toContain('That is set in another channel.');
    expect(await listSubscriptions(it.db)).toHaveLength(4);
  });

  it('are changed from elsewhere by an admin', async () => {
    await using it = await meetSubscribed({ admins: ['U0ANNA'] });
    const [other] = (await listSubscriptions(it.db)).filter(({ channel }) => channel === 'C0OTHER');
    const removed = await it.person.clicks('remove_subscription', other?.id);
    expect(removed.text).toContain('Everywhere: 3 subscriptions');
  });

  // typed → what is left here
  const removals: [string, string[]][] = [
    ['unsubscribe errors ours', ['calls human', 'incidents ']],
    ['unsubscribe errors', ['calls human', 'incidents ']],
    ['unsubscribe calls human', ['errors ours', 'incidents ']],
    ['unsubscribe incident', ['errors ours', 'calls human']],
    ['unsubscribe', ['errors ours', 'calls human', 'incidents ']],
    ['unsubscribe calls busy', ['errors ours', 'calls human', 'incidents ']],
    ['unsubscribe all', []],
  ];
  it.each(removals)('/revox %s', async (typed, left) => {
    await using it = await meetSubscribed();
    await it.person.types(typed);
    const here = (await listSubscriptions(it.db)).filter(({ channel }) => channel === 'C0CALLS');
    expect(here.map(({ topic, filter }) => `${topic} ${filter}`).toSorted()).toEqual(left.toSorted());
  });

  // typed → what is said before the list
  const missing: [string, string][] = [
    ['unsubscribe digest', 'This channel isn’t subscribed to digest, so nothing changed.'],
    ['unsubscribe calls busy', 'This channel isn’t subscribed to calls busy, so nothing changed.'],
    ['unsubscribe voicemail', 'This channel isn’t subscribed to voicemail, so nothing changed.'],
  ];
  it.each(missing)('/revox %s, of which there is none, is answered “%s”', async (typed, said) => {
    await using it = await meetSubscribed();
    const { text } = await it.person.types(typed);
    expect(text.split('This channel: 3 subscriptions')[0]?.trim()).toBe(said);
  });

  it('are picked from where /revox unsubscribe comes without words', async () => {
    await using it = await meetSubscribed();
    const asked = await it.person.types('unsubscribe');
    expect(asked.text).toBe('What should this channel be unsubscribed from?');
    const labels = controls(asked).map(({ text }) => text?.text);
    expect(labels.toSorted()).toEqual(['Cancel', 'Everything', 'calls human', 'errors ours', 'incidents']);
    expect(await listSubscriptions(it.db)).toHaveLength(4);
    const picked = controls(asked).find(({ text }) => text?.text === 'errors ours');
    await it.person.clicks(String(picked?.action_id), picked?.value);
    const left = (await listSubscriptions(it.db)).map(({ topic, filter }) => `${topic} ${filter}`);
    expect(left).not.toContain('errors ours');
  });

  it('are as they were after Undo', async () => {
    await using it = await meetSubscribed();
    const was = await listSubscriptions(it.db);
    await it.person.types('unsubscribe errors');
    const { id } = await it.db
      .selectFrom('audit')
      .select('id')
      .where('after', 'is', null)
      .executeTakeFirstOrThrow();
    const elsewhere = { channel: { id: 'C0OTHER', name: 'other' } };
    expect((await it.person.clicks('undo_change', id, elsewhere)).text).toContain('another channel');
    expect((await it.person.clicks('undo_change', id)).text).toBe('Undone.');
    expect(await listSubscriptions(it.db)).toEqual(was);
    expect((await it.person.clicks('undo_change', id)).text).toContain('already');
    expect((await it.person.clicks('undo_change', 'nonsense')).text).toContain(
      'This button no longer works: the change isn’t stored any more.',
    );
  });

  it('of which there are many are turned', async () => {
    await using it = await meet();
    for (let count = 1; count <= 12; count += 1)
      await it.person.clicks('subscribe_channel', `calls field:lead=${count}`);
    const first = await it.person.types('subscriptions');
    expect(messageProblems(own(first))).toEqual([]);
    const second = await it.person.clicks('run_command_2', control(first, 'run_command_2').value);
    expect(controls(second).filter(({ action_id }) => action_id === 'remove_subscription')).toHaveLength(2);
  });
});

describe('the form', () => {
  const filledIn = {
    topic: { selected_option: { value: 'calls' } },
    results: { selected_options: [{ value: 'human' }, { value: 'voicemail' }] },
    errors: { selected_options: [] },
    filter: { value: 'field:lead_score=hot' },
    rhythm: { selected_option: { value: 'summary every 15m' } },
    quiet_from: { selected_time: '19:00' },
    quiet_to: { selected_time: '08:00' },
    weekends: { selected_options: [{ value: 'weekends' }] },
    zone: { value: null },
    cards: { selected_option: { value: 'compact' } },
    mention: { value: null },
  };

  it('has a label for everything that is filled in, and is within Slack’s limits', async () => {
    await using it = await meet();
    const view = await opensMore(it);
    expect(viewProblems({ ...view, method: undefined })).toEqual([]);
    const inputs = (view?.blocks ?? []) as { type: string; label: { text: string } }[];
    expect(inputs.map(({ type, label }) => `${type}: ${label.text}`)).toMatchInlineSnapshot(`
      [
        "input: What should be posted in this channel?",
        "input: Only these results",
        "input: Only these dial errors",
        "input: More filter words",
        "input: Busy, no answer, out of reach",
        "input: How often?",
        "input: Quiet from",
        "input: Quiet until",
        "input: Weekends",
        "input: Time zone",
        "input: How much of each?",
        "input: What should the first line say?",
        "input: Mention when an error is severe",
        "input: Which calls make a follow-up?",
        "input: When is a follow-up due?",
        "input: Who gets what stays overdue?",
      ]
    `);
  });

  it('shows what it would have posted in its place, and a click there makes it', async () => {
    await using it = await meet();
    const view = await opensMore(it);
    const proposal = await it.person.submits(view, filledIn);
    expect(proposal.view).toMatchObject({ method: 'views.update' });
    expect(viewProblems({ ...proposal.view, method: undefined })).toEqual([]);
    expect(proposal.view).toMatchObject({ callback_id: 'subscribe_channel', submit: { text: 'Subscribe' } });
    expect(aboutOf(proposal.view)).toBe(
      'calls human voicemail field:lead_score=hot summary every 15m quiet 19:00-08:00 weekdays zone:Europe/Paris compact',
    );
    const done = await it.person.submits(proposal.view, {});
    expect(done).toMatchObject({ response_type: 'chat.postEphemeral' });
    expect(await listSubscriptions(it.db)).toMatchObject([
      { channel: 'C0CALLS', topic: 'calls', filter: 'human voicemail field:lead_score=hot' },
    ]);
  });

  it('says in place what is wrong in a field', async () => {
    await using it = await meet({});
    const view = await opensMore(it);
    const wrong = { ...filledIn, filter: { value: 'humann' }, quiet_to: {}, zone: { value: 'Mars/Base' } };
    await it.person.sends(viewSubmission(view ?? { id: '' }, wrong));
    expect(it.person.slack.views).toHaveLength(2);
    expect(await listSubscriptions(it.db)).toEqual([]);
  });

  it('edits what is there, in the channel that it is of', async () => {
    await using it = await meet();
    await it.person.clicks('subscribe_channel', 'calls human quiet 19:00-08:00');
    const [subscription] = await listSubscriptions(it.db);
    const { view } = await it.person.clicks('edit_subscription', subscription?.id);
    expect(viewProblems({ ...view, method: undefined })).toEqual([]);
    expect(JSON.stringify(view?.blocks)).toContain('"initial_time":"19:00"');
    const proposal = await it.person.submits(view, filledIn);
    await it.person.submits(proposal.view, {});
    expect(await listSubscriptions(it.db)).toMatchObject([
      {
        id: subscription?.id,
        filter: 'human voicemail field:lead_score=hot',
        options: { summaryMinutes: 15 },
      },
    ]);
    expect(await it.db.selectFrom('audit').selectAll().execute()).toHaveLength(2);
  });

  const labels = (view: ShownView | undefined) =>
    ((view?.blocks ?? []) as { label: { text: string } }[]).map(({ label }) => label.text);

  it('asks for what the chosen topic needs, in its place', async () => {
    await using it = await meet();
    const view = await opensMore(it);
    const shown = { id: '', ...view, hash: 'as clicked' } as ShownView;
    const digest = (await it.person.clicksIn(shown, 'topic', 'digest')).view;
    expect(digest?.method).toBe('views.update');
    expect(viewProblems({ ...digest, method: undefined })).toEqual([]);
    expect(labels(digest)).toMatchInlineSnapshot(`
      [
        "What should be posted in this channel?",
        "On which days?",
        "At what time?",
        "Time zone",
        "Only these results",
        "Only these dial errors",
        "More filter words",
      ]
    `);
    expect(labels((await it.person.clicksIn(digest, 'topic', 'incidents')).view)).toEqual([
      'What should be posted in this channel?',
      'Spike of failed calls',
      'Few people pick up',
      'No calls are ending',
      'Calls outside calling hours',
    ]);
  });

  it('sets limits for incidents, and shows those that are set', async () => {
    await using it = await meet();
    const picks = (value: string) => ({ selected_option: { value } });
    const view = await opensMore(it);
    const proposal = await it.person.submits(view, {
      topic: picks('incidents'),
      spike: picks('spike:20'),
      answer_rate: picks('usual'),
      silence: picks('silence:off'),
    });
    expect(aboutOf(proposal.view)).toContain('incidents spike:20 silence:off');
    await it.person.clicks('subscribe_channel', 'incidents spike:25 silence:off');
    const [{ id, options } = { id: '', options: {} }] = await listSubscriptions(it.db);
    expect(options).toEqual({ spikeCalls: 25, silenceMinutes: 'off' });
    expect((await it.person.types('subscriptions')).text).toContain('spikes from 25 calls on, no silence');
    const form = JSON.stringify((await it.person.clicks('edit_subscription', id)).view?.blocks);
    for (const value of ['spike:25', 'usual', 'silence:off'])
      expect(form).toMatch(new RegExp(`"initial_option":{[^}]*}[^}]*"value":"${value}"`));
  });

  // what is filled in → what is asked for
  const digests: [Record<string, Record<string, unknown>>, string][] = [
    [{}, 'digest 09:00 zone:Europe/Paris'],
    [
      { digest_days: { selected_option: { value: 'weekdays' } }, digest_time: { selected_time: '08:30' } },
      'digest weekdays 08:30 zone:Europe/Paris',
    ],
    [
      {
        digest_days: { selected_option: { value: 'friday' } },
        digest_time: { selected_time: '17:00' },
        zone: { value: 'America/New_York' },
        results: { selected_options: [{ value: 'human' }] },
      },
      'digest human weekly friday 17:00 zone:America/New_York',
    ],
  ];
  it.each(digests)('sets a digest: %j', async (values, asked) => {
    await using it = await meet();
    const view = await opensMore(it);
    const proposal = await it.person.submits(view, {
      topic: { selected_option: { value: 'digest' } },
      ...values,
    });
    expect(aboutOf(proposal.view)).toBe(asked);
    await it.person.submits(proposal.view, {});
    expect(await listSubscriptions(it.db)).toMatchObject([{ topic: 'digest' }]);
  });

  it('sets a digest whose button another version wrote', async () => {
    await using it = await meet();
    await it.person.clicks('subscribe_channel', 'digest human daily 08:30 America/New_York weekdays');
    expect(await listSubscriptions(it.db)).toMatchObject([
      {
        filter: 'human',
        options: { digestDays: 'weekdays', digestTime: '08:30', timezone: 'America/New_York' },
      },
    ]);
  });

  it('keeps a number that somebody else set, which the form shows masked, and sends it to nobody', async () => {
    await using it = await meet({ admins: ['U0ADMIN'] });
    const filter = 'human phone:+33199001234';
    await writeSubscription(it.db, sampleSubscription({ id: 's1', channel: 'C0CALLS', filter }));
    const { view } = await it.person.clicks('edit_subscription', 's1');
    expect(JSON.stringify(view?.blocks)).not.toContain('199001234');
    const shown = /"initial_value":"([^"]*1234[^"]*)"/.exec(JSON.stringify(view?.blocks))?.[1];
    expect(shown).toContain('••••');
    const proposal = await it.person.submits(view, { ...filledIn, filter: { value: shown } });
    expect(JSON.stringify(proposal)).not.toContain('199001234');
    const value = aboutOf(proposal.view);
    await it.person.clicksIn(proposal.view, 'save_subscription', value);
    const [saved] = await listSubscriptions(it.db);
    expect(saved?.filter).toContain('phone:+33199001234');
    expect(saved?.filter).toContain('voicemail');
  });

  it('edits a digest, which is due from then on', async () => {
    let now = mondayNoon;
    await using it = await meet({ now: () => now });
    await it.person.clicks('subscribe_channel', 'digest weekly friday 17:00');
    const [subscription] = await listSubscriptions(it.db);
    const { view } = await it.person.clicks('edit_subscription', subscription?.id);
    expect(viewProblems({ ...view, method: undefined })).toEqual([]);
    expect(JSON.stringify(view?.blocks)).toContain('"initial_time":"17:00"');
    now += 3_600_000;
    const proposal = await it.person.submits(view, {
      topic: { selected_option: { value: 'digest' } },
      digest_days: { selected_option: { value: 'daily' } },
      digest_time: { selected_time: '09:00' },
    });
    await it.person.submits(proposal.view, {});
    expect(await listSubscriptions(it.db)).toMatchObject([
      { id: subscription?.id, options: { digestTime: '09:00' }, madeAt: now },
    ]);
    expect(dueDigests(await listSubscriptions(it.db), now)).toEqual([]);
  });

  it('that shows something newer is left as it is', async () => {
    const answered: string[] = [];
    await using it = await meet({ onAnswered: (what) => answered.push(what) });
    const view = await opensMore(it);
    const shown = { id: '', ...view, hash: 'as clicked' } as ShownView;
    it.person.slack.behave({ refuses: (method) => (method === 'views.update' ? 'hash_conflict' : null) });
    const asked = it.person.slack.asked.length;
    await it.person.sends(viewAction(shown, 'topic', 'digest'));
    await until(() => answered.includes('topic'));
    const [update, ...more] = it.person.slack.asked
      .slice(asked)
      .filter(({ method }) => method !== 'auth.test');
    expect(update?.parameters.hash).toBe('as clicked');
    expect(more).toEqual([]);
    expect(it.person.responseUrl.replies).toEqual([]);
  });

  it('is not opened where nothing can be posted', async () => {
    await using it = await meet({}, { 'conversations.info': { ok: true, channel: { is_member: false } } });
    const reply = await it.person.types('subscribe');
    expect(reply.view).toBeUndefined();
    expect(reply.text).toContain('I’m not a member of this channel yet.');
  });

  it('that Slack does not open is replaced by words', async () => {
    await using it = await meet();
    it.person.slack.behave({ refuses: (method) => (method === 'views.open' ? 'expired_trigger_id' : null) });
    expect((await it.person.types('subscribe')).text).toContain('/revox subscribe errors ours');
  });
});
