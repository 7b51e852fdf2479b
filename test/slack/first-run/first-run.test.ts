import { expect, test } from 'vitest';

import { renderInvited } from '../../../src/slack/first-run/first-words.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { leaveFirstRun } from '../../../src/store/messages/notices.ts';
import { listSubscriptions } from '../../../src/store/settings/subscriptions.ts';
import { controls, meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { read } from '../blocks/read.ts';

const now = () => mondayNoon + 1;
const calls = [sampleCall()];

async function meet(different = {}, user: Record<string, unknown> = {}) {
  const it = await meetWith(calls, { now, ...different });
  const answers = {
    'conversations.info': { ok: true, channel: { id: 'C0CALLS', is_member: true } },
    'conversations.members': { members: ['U0ANNA', 'U0BOT'] },
    'users.info': { user: { team_id: 'T0OURS', tz: 'Europe/Paris', ...user } },
  };
  it.person.slack.behave({ answers });
  return it;
}

const homeOf = async ({ person }: Awaited<ReturnType<typeof meet>>) =>
  JSON.stringify((await person.opensHome()).view);

const left = (db: Database) => db.selectFrom('messages').select(['form', 'channel']).execute();

const joining = (event: Record<string, unknown>) => ({
  type: 'event_callback',
  team_id: 'T0OURS',
  api_app_id: 'A0REVOX',
  event_id: crypto.randomUUID(),
  event_time: 1,
  response_url: undefined,
  event: {
    type: 'member_joined_channel',
    user: 'U0BOT',
    channel: 'C0NEW',
    channel_type: 'C',
    team: 'T0OURS',
    inviter: 'U0ANNA',
    event_ts: '1.0',
    ...event,
  },
});

test('what it says in a channel names all that each choice brings', () => {
  const { text, blocks } = renderInvited();
  const said = read({ text, blocks });
  expect(said).toContain(
    '*Outcomes that matter*: Errors that need you, incidents, and calls that reached a person',
  );
  expect(said).not.toContain('Also');
});

test('until Revox was read for the first time, Home and the status say so once', async () => {
  await using it = await meet();
  const { text = '' } = await it.person.types('status');
  const home = JSON.stringify((await it.person.opensHome()).view?.blocks);
  for (const said of [text, home]) expect(said.match(/read from Revox/g)).toHaveLength(1);
});

// who opens Home, and who administers → whether it begins with how to get started
test.each([
  ['an admin of the settings', { admins: ['U0ANNA'] }, {}, true],
  ['somebody else, where admins are named', { admins: ['U0BO'] }, { is_admin: true }, false],
  ['an admin of the workspace, where nobody is named', {}, { is_admin: true }, true],
  ['its owner, where nobody is named', {}, { is_owner: true }, true],
  ['a member, where nobody is named', {}, {}, false],
])('without any subscription, %s sees on Home how to get started: %s', async (_, different, user, isSeen) => {
  await using it = await meet(different, user);

  expect((await homeOf(it)).includes('Get started')).toBe(isSeen);
});

test('it is gone once anything is posted anywhere', async () => {
  await using it = await meet({ admins: ['U0ANNA'] });
  await it.person.clicks('subscribe_channel', 'errors');

  expect(await homeOf(it)).not.toContain('Get started');
});

test('each admin gets one message, however often the bot starts', async () => {
  await using it = await meet();
  await leaveFirstRun(it.db, ['U0ANNA', 'U0BO'], mondayNoon);
  await leaveFirstRun(it.db, ['U0ANNA', 'U0BO'], mondayNoon + 1);

  expect(await left(it.db)).toEqual([
    { form: 'first-run', channel: 'U0ANNA' },
    { form: 'first-run', channel: 'U0BO' },
  ]);
});

test('the form of Home asks for the time and the zone of the digest, and its answer offers a test message', async () => {
  await using it = await meet({ admins: ['U0ANNA'] });
  const { view } = await it.person.opensHome();
  const form = (await it.person.clicksIn(view, 'subscribe_a_channel')).view;
  const filled = (zone: string) => ({
    channel: { selected_conversation: 'C0CALLS' },
    what: { selected_option: { value: 'problems' } },
    digest: { selected_options: [{ value: 'digest' }] },
    digest_time: { selected_time: '07:30' },
    zone: { value: zone },
  });

  const answer = await it.person.submits(form, filled('Asia/Tokyo'));

  const digest = (await listSubscriptions(it.db)).find(({ topic }) => topic === 'digest');
  expect(digest).toMatchObject({
    channel: 'C0CALLS',
    options: { digestTime: '07:30', timezone: 'Asia/Tokyo' },
  });
  expect(JSON.stringify(answer.view)).toContain('Post a test message there');
  await it.person.clicksIn(answer.view, 'send_test', 'C0CALLS');
  await expect
    .poll(() => JSON.stringify(it.person.slack.views))
    .toContain('The test message will be in that channel in a second.');
  expect(await left(it.db)).toContainEqual({ form: 'test', channel: 'C0CALLS' });
});

test('nobody has a test message posted in a channel that they are not in', async () => {
  await using it = await meet({ admins: ['U0ANNA'] });
  it.person.slack.behave({ answers: { 'conversations.members': { members: ['U0BO', 'U0BOT'] } } });
  const { view } = await it.person.opensHome();

  const answer = await it.person.clicksIn(view, 'send_test', 'C0OTHER');

  expect(JSON.stringify(answer.view)).toContain('You’re not a member of that channel.');
  expect(await left(it.db)).toEqual([]);
});

test('invited to a channel, it says there once what it can do', async () => {
  await using it = await meet();
  await it.person.sends(joining({}));
  await expect.poll(() => left(it.db)).toEqual([{ form: 'invited', channel: 'C0NEW' }]);

  await it.person.sends(joining({}));
  await homeOf(it);
  expect(await left(it.db)).toHaveLength(1);
});

test.each([
  ['somebody else joins', { user: 'U0BO' }],
  ['it was not invited by anybody', { inviter: undefined }],
  ['something is posted there already', { channel: 'C0CALLS' }],
])('it says nothing where %s', async (_, event) => {
  await using it = await meet();
  await it.person.clicks('subscribe_channel', 'errors');
  const before = await left(it.db);

  await it.person.sends(joining(event));
  await homeOf(it);

  expect(await left(it.db)).toEqual(before);
});

// a button of that message → what the channel gets
test.each([
  ['choose_outcomes', ['calls human', 'errors ', 'incidents ']],
  ['choose_problems', ['errors ', 'incidents ']],
  ['choose_digest', ['digest ']],
])('a click on %s subscribes the channel', async (action, expected) => {
  await using it = await meet();
  await it.person.clicks(action, action);

  const made = (await listSubscriptions(it.db)).map(({ topic, filter }) => `${topic} ${filter}`);
  expect(made.toSorted()).toEqual(expected);
  expect(controls(await it.person.types('subscriptions')).length).toBeGreaterThan(0);
});
