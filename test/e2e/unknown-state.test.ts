import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { botEnvironment, startBotProcess } from '../support/bot-process.ts';
import { messageProblems } from '../support/fits-slack.ts';
import { aCall, createRevoxServer } from '../support/revox-server.ts';
import { SlackServer } from '../support/slack/slack-server.ts';
import { until } from '../support/slack/socket-mode-server.ts';

const open = { ended_at: null, result: null, end_reason: null, ended_by: null, dial_error: null };
const callIn = (status: string) => aCall({ ...open, status });

test('each admin is notified once of a state that is new to the bot, over restarts, and no channel is', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-states-'));
  const databaseUrl = `file:${join(folder.path, 'revox.db')}`;
  await using revox = await createRevoxServer({ calls: [callIn('wrapping_up')] }).listen();
  await using slack = await SlackServer.start({ channels: [{ id: 'C0CALLS', name: 'calls' }] });
  const env = {
    ...botEnvironment({ revox, slack, databaseUrl }),
    SLACK_CALLS_CHANNEL: 'C0CALLS',
    SLACK_ADMINS: 'U0ADA,U0BEN',
  };
  {
    await using bot = startBotProcess(env);
    await until(() => slack.ledger.length >= 2);
    revox.calls.push(callIn('wrapping_up'));
    expect(await bot.stop()).toBe(0);
  }
  {
    await using bot = startBotProcess(env);
    revox.calls.push(callIn('wrapping_up'), callIn('on_hold'));
    await until(() => slack.ledger.length >= 4);
    expect(await bot.stop()).toBe(0);
  }
  expect(slack.ledger.map(({ channel }) => channel).sort()).toEqual([
    'D0U0ADA',
    'D0U0ADA',
    'D0U0BEN',
    'D0U0BEN',
  ]);
  const told = slack.messagesIn('D0U0ADA').map(({ text }) => text);
  expect(told[0]).toMatch(/^Revox uses 1 call state that I don’t know: wrapping_up\. Nothing is lost: /);
  expect(told[0]).toContain('Update me to the newest version.');
  expect(told[1]).toContain('1 call state that I don’t know: on_hold.');
  for (const { text, blocks } of slack.ledger) expect(messageProblems({ text, blocks })).toEqual([]);
});
