import { expect, it } from 'vitest';

import type { Asked, Desk } from '../../../src/slack/door/handler.ts';
import { subscribeTo } from '../../../src/slack/subscriptions/write-subscriptions.ts';
import { writeSubscription } from '../../../src/store/settings/subscriptions.ts';
import { control, meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon, sampleCall, sampleSubscription } from '../../support/sample-calls.ts';

const minute = 60_000;

async function meet(different: Partial<Desk> = {}) {
  const clock = { now: mondayNoon };
  const pace = { burst: 1_000, everyMs: 1 };
  const it = await meetWith([sampleCall({ endedAt: mondayNoon - minute })], {
    pace,
    now: () => clock.now,
    ...different,
  });
  it.person.slack.behave({ answers: { 'conversations.info': { channel: { is_member: true } } } });
  const messages = async () =>
    (await it.db.selectFrom('messages').select('id').where('parent_id', 'is', null).execute()).length;
  return { ...it, clock, messages, [Symbol.asyncDispose]: () => it[Symbol.asyncDispose]() };
}

it('somebody who shares without end reads when they can go on, and the channel gets no more', async () => {
  await using it = await meet();
  it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
  const value = control(await it.person.types('calls'), 'share_list').value;
  for (let count = 0; count < 10; count += 1)
    expect((await it.person.clicks('share_list', value)).text).toContain('in a moment');
  it.clock.now += 3 * minute;
  expect((await it.person.clicks('share_list', value)).text).toBe(
    'You’ve shared 10 lists and digests in this channel within 10 min, and that’s the most for one person.\nYou can share here again in 7 min.',
  );
  const digest = control(await it.person.types('digest now'), 'share_digest').value;
  expect((await it.person.clicks('share_digest', digest)).text).toContain('You’ve shared 10');
  expect(await it.messages()).toBe(10);
  it.clock.now += 7 * minute;
  expect((await it.person.clicks('share_list', value)).text).toContain('in a moment');
});

it('somebody who replays without end reads when they can go on', async () => {
  await using it = await meet();
  const value = control(await it.person.types('replay since:2h'), 'start_replay').value;
  for (let count = 0; count < 5; count += 1)
    expect((await it.person.clicks('start_replay', value)).text).toContain('in a thread here');
  expect((await it.person.clicks('start_replay', value)).text).toBe(
    'You’ve started 5 replays in this channel within 1 h, and that’s the most for one person.\nYou can replay here again in 1 h.',
  );
  expect(await it.messages()).toBe(5);
});

it('a setting that is toggled a hundred times is announced twenty times at most', async () => {
  await using it = await meet();
  await it.person.clicks('subscribe_channel', 'calls');
  const answers = [];
  for (let count = 0; count < 50; count += 1) {
    answers.push(await it.person.types('mute busy 2h'));
    answers.push(await it.person.types('unmute'));
  }
  expect(answers.at(-1)?.text).toBe(
    'You’ve made 20 changes of settings in this channel within 10 min, and that’s the most for one person.\nYou can change settings here again in 10 min.',
  );
  expect(await it.messages()).toBe(20);
});

it('a channel has thirty subscriptions at most, though several are added at the same moment', async () => {
  await using it = await meet();
  for (let index = 0; index < 28; index += 1)
    await writeSubscription(
      it.db,
      sampleSubscription({ id: `s${index}`, channel: 'C0CALLS', filter: `field:list=list-${index}` }),
    );
  const wanted = (list: number) =>
    ({ channel: 'C0CALLS', topic: 'calls', filter: `field:list=more-${list}`, options: {} }) as const;
  const asked = { userId: 'U0ANNA' } as Asked;
  const desk = { db: it.db, now: () => it.clock.now } as Desk;
  const refusals = await Promise.all(
    [1, 2, 3, 4].map((list) => subscribeTo(wanted(list), false, asked, desk)),
  );
  expect(refusals.filter((refusal) => refusal !== null)).toHaveLength(2);
  expect(await it.db.selectFrom('subscriptions').select('id').execute()).toHaveLength(30);
});

it('a channel has thirty subscriptions at most, and says how to remove one', async () => {
  await using it = await meet();
  const words = Array.from({ length: 31 }, (_, index) => `calls field:list=list-${index}`);
  for (const [index, each] of words.entries()) {
    if (index % 20 === 0) it.clock.now += 10 * minute;
    const reply = await it.person.clicks('subscribe_channel', each);
    if (index < 30) expect(reply.text).toContain('Done. You can undo this');
    else expect(reply.text).toContain('This channel has 30 subscriptions, the most there can be.');
  }
  const asked = await it.person.types(`subscribe ${words[30]}`);
  expect(asked.text).toContain('This channel has 30 subscriptions, the most there can be.');
  expect(asked.text).toContain('/revox subscriptions');
  expect((await it.person.types('digest daily 08:30')).text).toContain(
    '30 subscriptions, the most there can be',
  );
  // What is there already may be changed.
  const changed = await it.person.clicks('subscribe_channel', `${words[0]} quiet:22:00-06:00`);
  expect(changed.text).toContain('Done. You can undo this');
  expect(await it.db.selectFrom('subscriptions').select('id').execute()).toHaveLength(30);
});
