import { expect, test } from 'vitest';

import { subscribe } from '../../src/store/settings/subscriptions.ts';
import type { Expected } from '../crash/call-centre.ts';
import { judge } from '../crash/verdict.ts';
import { clockAt } from '../outbox/outbox-room.ts';
import { openSqlite } from '../support/database.ts';
import { aCall, type ServedCall } from '../support/revox-server.ts';
import { meetPerson } from '../support/slack/slack-person.ts';
import { SlackServer } from '../support/slack/slack-server.ts';
import { alertsChannel, callsChannel, startBotInTime } from './bot-in-time.ts';
import { endedAt, startRevox } from './told.ts';

const minute = 60_000;
const errorsChannel = 'C0ERRORS';

test('a spike is one card that counts its calls, is acknowledged by a click, and closes in its thread', async () => {
  await using store = await openSqlite();
  const clock = clockAt(Date.UTC(2026, 2, 9, 12));
  await using revox = await startRevox({}, clock, 60);
  await using slack = await SlackServer.start({
    now: clock.now,
    channels: [callsChannel, alertsChannel, errorsChannel].map((id) => ({ id, name: id.toLowerCase() })),
  });
  for (const channel of [alertsChannel, errorsChannel])
    await subscribe(store.db, { channel, topic: 'errors', filter: '', options: {} }, 'U0ANNA', clock.now());
  await using bot = await startBotInTime({ db: store.db, revox, slack, clock });
  await using person = await meetPerson('HTTP', store.db, { now: clock.now });
  const expected: Expected[] = [];

  /** So many minutes, with one call in each that goes well, and so many that do not. */
  async function minutes(count: number, failing: number): Promise<ServedCall[]> {
    const failed: ServedCall[] = [];
    for (let passed = 0; passed < count; passed += 1) {
      const calls = [well(), ...Array.from({ length: failing }, failure)];
      revox.calls.push(...calls);
      failed.push(...calls.slice(1));
      for (const { id } of calls) expected.push({ call: id, channel: callsChannel });
      await bot.run(1, minute);
    }
    for (const { id } of failed)
      expected.push({ call: id, channel: alertsChannel }, { call: id, channel: errorsChannel });
    return failed;
  }
  const well = () => aCall(endedAt(clock.now()));
  const failure = () =>
    aCall({ ...endedAt(clock.now()), status: 'error', result: null, dial_error: 'too_many_calls' });
  const inAlerts = () => slack.ledger.filter(({ channel }) => channel === alertsChannel);
  const cards = () => inAlerts().filter(({ metadata }) => metadata?.event_payload.kind === 'incident');

  await bot.run(3, minute);
  await minutes(5, 0);
  expect(inAlerts()).toEqual([]);

  await minutes(5, 6);
  expect(cards().map(({ text }) => text)).toEqual([
    expect.stringContaining('Spike: calls rejected by the concurrency limit.'),
  ]);
  const messagesBefore = inAlerts().length;
  const counted = await minutes(10, 6);
  expect(inAlerts()).toHaveLength(messagesBefore);

  const incident = await store.db.selectFrom('incidents').select('id').executeTakeFirstOrThrow();
  const place = { channel: { id: alertsChannel, name: 'alerts' } };
  const answer = await person.clicks('acknowledge_incident', incident.id, place);
  expect(answer.text).toMatch(/^Acknowledged\./);
  await minutes(2, 6);
  expect(JSON.stringify(cards()[0]?.blocks)).toContain('"user_id":"U0ANNA"');
  expect(JSON.stringify(cards()[0]?.blocks)).toContain('of them counted here, not posted one by one');
  const why = await person.types(`why ${counted[0]?.id}`, { channel_id: alertsChannel });
  expect(why.text).toContain('counted on an incident card');

  await minutes(45, 0);
  const [card, reply] = cards();
  expect(card?.text).toMatch(/^Calls go through again \(Too many calls\), after .* 102 failed calls/);
  expect(reply).toMatchObject({ threadTs: card?.ts, text: card?.text });
  await minutes(1, 1);
  await bot.run(3, minute);

  expect(cards()).toHaveLength(2);
  expect(inAlerts().at(-1)?.metadata?.event_payload).toMatchObject({ kind: 'errors', calls: 1 });
  const { lost, repeated } = await judge(store.db, slack, expected);
  expect({ lost, repeated }).toEqual({ lost: [], repeated: [] });
});
