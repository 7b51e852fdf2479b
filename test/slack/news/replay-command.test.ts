import { expect, it } from 'vitest';
import { bundleNews } from '../../../src/outbox/bundle-news.ts';
import { deliver } from '../../../src/outbox/deliver.ts';
import { sayFrom } from '../../../src/slack/message-kinds.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { releaseFollowers } from '../../../src/store/messages/followers.ts';
import { clockAt, outboxRoom } from '../../outbox/outbox-room.ts';
import { messageProblems } from '../../support/fits-slack.ts';
import { control, controls, meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { blockAction } from '../../support/slack/slack-requests.ts';

const minute = 60_000;

async function meet(count: number) {
  const calls = Array.from({ length: count }, (_, index) =>
    sampleCall({ id: `call-${index}`, endedAt: mondayNoon - (index + 1) * 1_000 }),
  );
  const old = sampleCall({ id: 'old', endedAt: mondayNoon - 180 * minute });
  const it = await meetWith([...calls, old]);
  it.person.slack.behave({ answers: { 'conversations.info': { channel: { is_member: true } } } });
  return it;
}

/** What the channel reads once the outbox has done its work. */
async function posted(db: Database) {
  const clock = clockAt(mondayNoon);
  const room = await outboxRoom(db, ['C0CALLS'], clock);
  const options = { phoneNumbers: 'masked' as const, timezone: 'UTC', now: mondayNoon };
  const deps = { ...room.deps, say: sayFrom(db, () => options) };
  for (let second = 0; second < 30; second += 1) {
    await bundleNews({ db, now: clock.now });
    await releaseFollowers(db, clock.now());
    await deliver(deps);
    clock.forward(2_000);
  }
  await room[Symbol.asyncDispose]();
  for (const { text, blocks } of room.slack.ledger) expect(messageProblems({ text, blocks })).toEqual([]);
  return room.slack.ledger;
}

it('calls are posted again in one thread that says it is no news, once somebody said yes', async () => {
  await using it = await meet(25);
  const question = await it.person.types('replay since:2h human');
  expect(messageProblems({ text: question.text, blocks: question.blocks as never[] })).toEqual([]);
  expect(question.text).toBe(
    'Post these calls again? 25 calls (human) that ended from 2 Mar at 10:00 to 12:00\nI’ll post them here in a thread, marked as a replay.',
  );
  expect(await posted(it.db)).toEqual([]);
  const done = await it.person.clicks('start_replay', control(question, 'start_replay').value);
  expect(done.text).toBe('I’m posting 25 calls in a thread here.');
  const [parent, ...replies] = await posted(it.db);
  expect(parent).toMatchObject({ threadTs: null });
  expect(parent?.text).toBe(
    'Replay, not news: <@U0ANNA> posted 25 calls (human) that ended from 2 Mar at 10:00 to 12:00 again in this thread.',
  );
  expect(replies.map(({ threadTs }) => threadTs)).toEqual([parent?.ts, parent?.ts, parent?.ts]);
  expect(replies.map(({ metadata }) => metadata?.event_payload)).toMatchObject([
    { kind: 'replay', calls: 10 },
    { kind: 'replay', calls: 10 },
    { kind: 'replay', calls: 5 },
  ]);
  for (const reply of replies) expect(reply.text).toMatch(/^Replay: \d+ calls ended/);
  expect(JSON.stringify(replies)).not.toContain('Late news');
});

it('many calls are posted again in totals, and browsed from there', async () => {
  await using it = await meet(300);
  it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
  const question = await it.person.types('replay since:2h');
  await it.person.clicks('start_replay', control(question, 'start_replay').value);
  const [, reply, ...others] = await posted(it.db);
  expect(others).toEqual([]);
  expect(reply?.metadata?.event_payload).toMatchObject({ calls: 300 });
  const list = await it.person.clicks(
    'browse_message',
    control(reply ?? { blocks: [] }, 'browse_message').value,
  );
  expect(controls(list).map(({ action_id }) => action_id)).toContain('list_older');
});

it('clicked twice is replayed once', async () => {
  await using it = await meet(1);
  const question = await it.person.types('replay since:2h');
  const { value } = control(question, 'start_replay');
  await it.person.clicks('start_replay', value, { trigger_id: 'one' });
  const replies = it.person.responseUrl.replies.length;
  await it.person.sends(blockAction('start_replay', value, { trigger_id: 'one' }));
  await it.person.types('help');
  expect(it.person.responseUrl.replies).toHaveLength(replies + 1);
  expect(await posted(it.db)).toHaveLength(2);
});

// typed → the answer holds
it.each([
  ['replay', 'Give a start, for example since:2h.'],
  ['replay human', 'Give a start, for example since:2h.'],
  ['replay since:2h humann', 'Did you mean /revox replay since:2h human?'],
  ['replay since:2h busy', 'No calls match in that period.'],
])('/revox %s', async (typed, holds) => {
  await using it = await meet(2);
  expect((await it.person.types(typed)).text).toContain(holds);
});

it('more than a thousand calls are not posted again', async () => {
  await using it = await meet(1_001);
  const { text } = await it.person.types('replay since:2d human');
  expect(text).toContain('That is more than 1,000 calls.');
  expect(text).toContain('/revox export human since:2d');
});

it.each(['', '{}', '{"f":"since:2h","t":1}', '{"f":"nonsense","t":1772452800000}', 'null'])(
  'the value %s starts nothing',
  async (value) => {
    await using it = await meet(2);
    expect((await it.person.clicks('start_replay', value)).text).toContain('This button has expired');
    expect(await posted(it.db)).toEqual([]);
  },
);
