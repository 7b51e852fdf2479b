import { expect, test } from 'vitest';

import { clockAt } from '../outbox/outbox-room.ts';
import { openSqlite } from '../support/database.ts';
import { aCall, createRevoxServer, endCall } from '../support/revox-server.ts';
import { SlackServer } from '../support/slack/slack-server.ts';
import { callsChannel, startBotInTime } from './bot-in-time.ts';
import { endedAt } from './told.ts';

const minute = 60_000;
const hour = 60 * minute;
const historyMinutes = 10_000;

test('of a week of history only what ends from now on is posted, however deep in the list and oddly served', {
  timeout: 300_000,
}, async () => {
  await using store = await openSqlite();
  const clock = clockAt(Date.UTC(2026, 2, 9, 12));
  const calls = Array.from({ length: historyMinutes }, (_, index) =>
    aCall(endedAt(clock.now() - (historyMinutes - index) * minute)),
  );
  const startedLongAgo = new Date(clock.now() - 36 * hour).toISOString();
  const open = Array.from({ length: 20 }, () => aCall({ status: 'ongoing', started_at: startedLongAgo }));
  calls.splice(historyMinutes - 36 * 60, 0, ...open);
  await using revox = await createRevoxServer({
    calls,
    pageBase: 1,
    pageZero: 'declined',
    statusesEncoding: 'comma',
    otherEncodings: 'matches-nothing',
    order: 'oldest',
  }).listen();
  await using slack = await SlackServer.start({
    now: clock.now,
    channels: [{ id: callsChannel, name: 'calls' }],
  });
  await using bot = await startBotInTime({ db: store.db, revox, slack, clock });
  const endSome = (fresh: number, late: number) => {
    for (let count = 0; count < fresh; count += 1) revox.calls.push(aCall(endedAt(clock.now())));
    for (const call of open.splice(0, late)) endCall(call, clock.now());
  };

  await bot.run(2, minute);
  endSome(10, 5);
  await bot.run(5, minute);
  endSome(10, 5);
  await bot.run(20, minute);
  for (let part = 0; part < 3; part += 1) {
    endSome(10, part < 2 ? 5 : 0);
    await bot.run(20, minute);
  }
  await bot.run(120, minute);

  const toldIds = await store.db.selectFrom('news').select('call_id').orderBy('call_id').execute();
  const ended = revox.calls.filter(({ ended_at }) => Date.parse(String(ended_at)) > Date.UTC(2026, 2, 9, 12));
  expect(toldIds.map((row) => row.call_id)).toEqual(ended.map(({ id }) => id).toSorted());
  expect(ended).toHaveLength(70);
  const posted = slack.ledger.map(({ metadata }) => Number(metadata?.event_payload.calls));
  expect(posted.reduce((sum, count) => sum + count)).toBe(70);
  const stored = await store.db
    .selectFrom('calls')
    .select((it) => it.fn.countAll().as('count'))
    .executeTakeFirst();
  expect(stored?.count).toBe(historyMinutes + 70);
});
