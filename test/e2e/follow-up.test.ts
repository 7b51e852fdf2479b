import { expect, test } from 'vitest';

import { clockAt } from '../outbox/outbox-room.ts';
import { openSqlite } from '../support/database.ts';
import { control } from '../support/people-and-calls.ts';
import { aCall } from '../support/revox-server.ts';
import { meetPerson, type Way } from '../support/slack/slack-person.ts';
import { SlackServer } from '../support/slack/slack-server.ts';
import { alertsChannel, callsChannel, startBotInTime } from './bot-in-time.ts';
import { endedAt, startRevox } from './told.ts';

const minute = 60_000;
const phone = '+33639985678';
const ben = { user: { id: 'U0BEN', username: 'ben', team_id: 'T0OURS' } };
const noon = Date.UTC(2026, 2, 9, 12);

test.each<Way>(['HTTP', 'Socket Mode'])(
  'a call-back is taken, reminded of and settled by a later call, over %s',
  async (way) => {
    await using store = await openSqlite();
    const clock = clockAt(noon);
    await using revox = await startRevox({}, clock, 5);
    await using slack = await SlackServer.start({
      now: clock.now,
      channels: [callsChannel, alertsChannel].map((id) => ({ id, name: id.toLowerCase() })),
    });
    await using bot = await startBotInTime({ db: store.db, revox, slack, clock });
    await using person = await meetPerson(way, store.db, { now: clock.now });
    await bot.run(2, minute);

    const asking = aCall({
      ...endedAt(clock.now()),
      phone_number: phone,
      structured_output: { next_action: 'call_back', callback_time: '2026-03-09T14:00:00Z' },
    });
    revox.calls.push(asking);
    await bot.run(2, minute);
    const card = () => slack.ledger.find(({ channel }) => channel === callsChannel);
    const replies = () => slack.ledger.filter(({ threadTs }) => threadTs === card()?.ts);
    expect(card()?.text).toContain('Follow-up due 9 Mar at 14:00, nobody has it yet.');
    const take = control(card() as never, 'follow_take').value;

    const place = { channel: { id: callsChannel, name: 'calls' } };
    expect((await person.clicks('follow_take', take, place)).text).toMatch(
      /^It’s yours. It’s due .*14:00\.$/,
    );
    expect((await person.clicks('follow_take', take, { ...place, ...ben })).text).toMatch(
      /^<@U0ANNA> has it/,
    );
    await bot.run(1, minute);
    expect(JSON.stringify(card()?.blocks)).toContain('"user_id":"U0ANNA"');
    expect((await person.types('todo', { channel_id: callsChannel })).text).toContain('1 call to follow up');
    expect(replies()).toEqual([]);

    await bot.run(1, Date.UTC(2026, 2, 9, 13, 46) - clock.now());
    await bot.run(1, 1_000);
    expect(replies().map(({ text }) => text)).toEqual([
      expect.stringContaining('<@U0ANNA> Due soon: call back'),
    ]);
    await bot.run(1, 35 * minute);
    await bot.run(1, 1_000);
    expect(replies().map(({ text }) => text)).toEqual([
      expect.stringContaining('Due soon'),
      expect.stringContaining('<@U0ANNA> Overdue: call back'),
    ]);

    revox.calls.push(aCall({ ...endedAt(clock.now()), phone_number: phone, structured_output: null }));
    await bot.run(3, minute);
    expect(JSON.stringify(card()?.blocks)).toContain('Follow-up settled');
    expect(replies()).toHaveLength(3);
    expect((await person.clicks('follow_done', take, place)).text).toMatch(/^A later call settled it/);
    expect((await person.types('todo', { channel_id: callsChannel })).text).toContain(
      'Nothing to follow up here',
    );
    await bot.run(5, 60 * minute);
    expect(replies()).toHaveLength(3);
  },
);

test('a call-back that is done keeps its note on the card, masked, and nobody is reminded of it', async () => {
  await using store = await openSqlite();
  const clock = clockAt(noon);
  await using revox = await startRevox({}, clock, 5);
  await using slack = await SlackServer.start({
    now: clock.now,
    channels: [callsChannel, alertsChannel].map((id) => ({ id, name: id.toLowerCase() })),
  });
  await using bot = await startBotInTime({ db: store.db, revox, slack, clock });
  await using person = await meetPerson('HTTP', store.db, { now: clock.now });
  await bot.run(2, minute);
  revox.calls.push(
    aCall({ ...endedAt(clock.now()), phone_number: phone, structured_output: { wants_callback: true } }),
  );
  await bot.run(2, minute);
  const [card] = slack.ledger.filter(({ channel }) => channel === callsChannel);
  const value = control(card as never, 'follow_take').value;
  const place = { channel: { id: callsChannel, name: 'calls' } };
  await person.clicks('follow_take', value, place);
  const done = await person.clicks('follow_done', value, place);
  expect(done.text).toBe('Done.');
  const { view } = await person.clicks('follow_note', control(done, 'follow_note').value, place);
  await person.submits(view, { note: { value: 'Call her mobile, +33 6 39 98 12 34' } });
  await bot.run(1, minute);
  const shown = JSON.stringify(slack.ledger.find(({ channel }) => channel === callsChannel)?.blocks);
  expect(shown).toContain('Follow-up done');
  expect(shown).toContain('Call her mobile, •••• 1234');
  const before = slack.ledger.length;
  await bot.run(30, 60 * minute);
  expect(slack.ledger).toHaveLength(before);
});
