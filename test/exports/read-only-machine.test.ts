import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { openDatabase } from '../../src/store/engine/database.ts';
import { requestExport } from '../../src/store/exports/exports.ts';
import { calls, createRevoxServer } from '../support/revox-server.ts';
import { botEnv, startBot } from '../support/running-bot.ts';
import { SlackServer } from '../support/slack/slack-server.ts';

// A file as the folder for everything else: nobody can write there, not even root.
test('a bot that may write nothing but the folder of its database makes files for people', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-read-only-'));
  await using revox = await createRevoxServer({ calls: calls(20) }).listen();
  await using slack = await SlackServer.start({ channels: [{ id: 'C0CALLS', name: 'calls' }] });
  const url = `file:${folder.path}/revox.db`;
  const env = { ...botEnv(revox, slack, url), TMPDIR: import.meta.filename, SLACK_CALLS_CHANNEL: 'C0CALLS' };
  await using bot = await startBot({ env });
  await expect.poll(async () => (await fetch(`${bot.url}/readyz`)).status).toBe(200);
  await using db = openDatabase(url);
  const stored = () => db.selectFrom('calls').select('id').execute();
  await expect.poll(async () => (await stored()).length).toBe(20);

  await requestExport(db, { userId: 'U0ANNA', filter: '', askedIn: null, responseUrl: null }, Date.now());
  // It looks for what another process wrote once a minute, and for everything once it has written something itself.
  revox.calls.push(...calls(21).slice(20));

  await expect.poll(() => slack.files.shared.length).toBe(1);
  expect(bot.log().filter(({ level }) => level === 'error')).toEqual([]);
});
