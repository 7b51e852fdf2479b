import { expect, it } from 'vitest';

import { deliver } from '../../../src/outbox/deliver.ts';
import { messageKinds, sayFrom } from '../../../src/slack/message-kinds.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { forgetTold } from '../../../src/store/erasing/forget-told.ts';
import { leaveFirstRun } from '../../../src/store/messages/notices.ts';
import { outboxRoom } from '../../outbox/outbox-room.ts';
import { messageProblems } from '../../support/fits-slack.ts';
import { controls, meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon } from '../../support/sample-calls.ts';
import { homeOpened } from '../../support/slack/slack-requests.ts';

const opening = (user = 'U0ANNA', channel = 'D0ANNA') =>
  homeOpened({ event: { type: 'app_home_opened', user, channel, tab: 'messages', event_ts: '1.0' } });

async function meet() {
  const answered: string[] = [];
  const it = await meetWith([], { onAnswered: (what) => answered.push(what) }, 'Socket Mode');
  /** Settles once the bot has done with all of them. */
  const opens = async (...payloads: ReturnType<typeof opening>[]) => {
    const before = answered.length;
    await Promise.all(payloads.map((payload) => it.person.sends(payload)));
    await it.person.slack.until(() => answered.length === before + payloads.length);
  };
  return { ...it, opens, [Symbol.asyncDispose]: () => it[Symbol.asyncDispose]() };
}

/** The outbox, beside the workspace in which the person is. */
async function outbox(db: Database) {
  const room = await outboxRoom(db, ['D0ANNA', 'D0BERT']);
  const options = { phoneNumbers: 'masked' as const, timezone: 'UTC', now: mondayNoon };
  const deps: typeof room.deps = {
    ...room.deps,
    say: sayFrom(db, () => options),
  };
  return { ...room, deps, [Symbol.asyncDispose]: () => room[Symbol.asyncDispose]() };
}

const messages = (db: Database) => db.selectFrom('messages').selectAll().execute();

it('anyone who opens the Messages tab is welcomed there once, however often they and Slack say so', async () => {
  await using it = await meet();
  const first = opening();
  for (const payload of [first, first, opening()]) await it.opens(payload);
  await using room = await outbox(it.db);
  for (let pass = 0; pass < 3; pass += 1) {
    await deliver(room.deps);
    room.clock.forward(60_000);
  }
  const [said, ...more] = room.slack.messagesIn('D0ANNA');
  expect(more).toEqual([]);
  expect(said?.metadata).toMatchObject({
    event_type: 'revox_news',
    event_payload: { kind: 'notice', calls: 0 },
  });
  expect(messageProblems({ text: said?.text, blocks: said?.blocks ?? [] })).toEqual([]);
  expect(said?.text).toContain('/revox calls today, /revox stats 7d, or /revox subscribe');
  expect(it.person.slack.views).toEqual([]);
});

it('everybody is welcomed, each in their own direct messages', async () => {
  await using it = await meet();
  await it.opens(opening());
  await it.opens(opening('U0BERT', 'D0BERT'));
  expect((await messages(it.db)).map(({ channel }) => channel).toSorted()).toEqual(['D0ANNA', 'D0BERT']);
});

it('the three things to try are buttons that work', async () => {
  await using it = await meet();
  const { blocks } = messageKinds.welcome.words(
    { welcome: true },
    { phoneNumbers: 'masked', timezone: 'UTC', now: 0 },
  );
  for (const { action_id, value } of controls({ blocks }))
    expect((await it.person.clicks(action_id, value)).text).not.toContain('I do not know');
});

it('a guest is not welcomed', async () => {
  await using it = await meet();
  it.person.slack.behave({ answers: { 'users.info': { user: { team_id: 'T0OURS', is_restricted: true } } } });
  await it.opens(opening());
  expect(await messages(it.db)).toEqual([]);
});

it('nobody is welcomed again after the message is forgotten', async () => {
  await using it = await meet();
  await it.opens(opening());
  await it.db.updateTable('messages').set({ state: 'sent' }).execute();
  await forgetTold(it.db, mondayNoon + 1, mondayNoon + 1);
  expect(await messages(it.db)).toEqual([]);
  await it.opens(opening());
  expect(await messages(it.db)).toEqual([]);
});

it('an admin is not welcomed again below the message of the first start, unless Slack refused that', async () => {
  await using it = await meet();
  await leaveFirstRun(it.db, ['U0ANNA'], mondayNoon);
  await it.opens(opening(), opening('U0BERT', 'D0BERT'));
  expect((await messages(it.db)).map(({ key }) => key).sort()).toEqual([
    'first-run:U0ANNA',
    'welcome:U0BERT',
  ]);
  await it.db.updateTable('messages').set({ state: 'skipped' }).where('channel', '=', 'U0ANNA').execute();
  await it.opens(opening());
  expect((await messages(it.db)).map(({ key }) => key)).toContain('welcome:U0ANNA');
});

it('the message of the first start says hello and what to do first', () => {
  const options = { phoneNumbers: 'masked' as const, timezone: 'UTC', now: mondayNoon };
  expect(messageKinds['first-run'].words({}, options).text).toMatch(/^Hello! .* nothing is posted yet\. /);
});

it('two openings at the same time leave one welcome', async () => {
  await using it = await meet();
  await it.opens(opening(), opening());
  expect(await messages(it.db)).toHaveLength(1);
});

// what Slack says, what becomes of the welcome
it.each([
  ['messages_tab_disabled', 'skipped'],
  ['channel_not_found', 'skipped'],
])('Slack refuses it with %s: nobody is bothered with that', async (error, state) => {
  await using it = await meet();
  await it.opens(opening());
  await using room = await outbox(it.db);
  room.slack.fail({ method: 'chat.postMessage', fault: { kind: 'error', accepted: false, error } });
  await deliver(room.deps);
  expect(await messages(it.db)).toMatchObject([{ state, reason: error }]);
});

it('one whose answer was lost is never sent again, as direct messages cannot be read back', async () => {
  await using it = await meet();
  await it.opens(opening());
  await using room = await outbox(it.db);
  room.slack.fail({ method: 'chat.postMessage', fault: { kind: 'cut', accepted: true } });
  const unreadable = { kind: 'error', accepted: false, error: 'missing_scope' } as const;
  room.slack.fail({ method: 'conversations.history', fault: unreadable, times: 99 });
  for (let pass = 0; pass < 12; pass += 1) {
    await deliver(room.deps);
    room.clock.forward(3_600_000);
  }
  expect(room.slack.ledger).toHaveLength(1);
  expect(await messages(it.db)).toMatchObject([{ state: 'skipped', reason: 'missing_scope' }]);
  expect(await it.db.selectFrom('incidents').selectAll().execute()).toEqual([]);
});
