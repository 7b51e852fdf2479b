import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { migrate, openDatabase } from '../../src/store/engine/database.ts';
import { hurryPasses } from '../crash/hurry.ts';
import { clockAt } from '../outbox/outbox-room.ts';
import { botEnvironment, startBotProcess } from '../support/bot-process.ts';
import { aCall } from '../support/revox-server.ts';
import { SlackServer } from '../support/slack/slack-server.ts';
import { until } from '../support/slack/socket-mode-server.ts';
import { callsChannel, startBotInTime } from './bot-in-time.ts';
import { callsTold, endedAt, startRevox } from './told.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const callsMeanwhile = 5_000;

test('after three days without the bot, 5,000 calls are posted in a handful of messages that say they are late', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-catch-up-'));
  const databaseUrl = `file:${join(folder.path, 'revox.db')}`;
  const clock = clockAt(Date.now() - 3 * day);
  await using revox = await startRevox({}, clock, 40);
  await using slack = await SlackServer.start({ channels: [{ id: callsChannel, name: 'calls' }] });
  await using db = openDatabase(databaseUrl);
  await migrate(db);
  await using before = await startBotInTime({ db, revox, slack, clock });
  await before.run(3, minute);
  for (let call = 0; call < 30; call += 1) revox.calls.push(aCall(endedAt(clock.now())));
  await before.run(3, minute);
  expect(callsTold(slack, callsChannel)).toBe(30);
  const messagesBefore = slack.ledger.length;

  const gap = Date.now() - clock.now();
  for (let call = 1; call <= callsMeanwhile; call += 1)
    revox.calls.push(aCall(endedAt(clock.now() + (call * gap) / callsMeanwhile)));
  await using after = startBotProcess(botEnvironment({ revox, slack, databaseUrl }));
  await using _hurry = hurryPasses(databaseUrl);
  await until(() => callsTold(slack, callsChannel) >= 30 + callsMeanwhile, 40_000);
  expect(await after.stop()).toBe(0);

  const late = slack.ledger.slice(messagesBefore);
  expect(late.length).toBeLessThanOrEqual(6);
  for (const { text } of late)
    expect(text).toMatch(/Late news: (?:[\d,]+ of these ended )?from .* to .*, found now\.$/);
  expect(callsTold(slack, callsChannel)).toBe(30 + callsMeanwhile);
});
