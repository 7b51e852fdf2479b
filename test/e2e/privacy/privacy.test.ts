import { readFileSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'vitest';

import { botEnvironment, startBotProcess } from '../../support/bot-process.ts';
import { openPostgres } from '../../support/database.ts';
import { SlackServer } from '../../support/slack/slack-server.ts';
import { startRevox } from '../told.ts';
import { environment, live } from './day.ts';
import { whileCut, whileLocked } from './failures.ts';
import { leaksIn, personal, secrets } from './marks.ts';

describe.concurrent('nothing personal and no secret is printed or shown where it does not belong', () => {
  test('on SQLite', { timeout: 600_000 }, async ({ expect }) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-privacy-'));
    const path = join(folder.path, 'revox.db');
    const file = { url: `file:${path}`, trouble: (during: () => Promise<void>) => whileLocked(path, during) };
    const { found } = await live(folder.path, file);
    expect(found).toEqual([]);

    const bytes = ['', '-wal'].map((suffix) => textOfFile(path + suffix)).join('');
    expect(leaksIn('the file of the database', bytes)).toEqual([]);
  });

  test('on Postgres', { timeout: 600_000 }, async ({ expect }) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-privacy-'));
    await using store = await openPostgres();
    const url = new URL(store.url);
    url.password = secrets.databasePassword;
    const database = {
      url: url.href,
      trouble: (during: () => Promise<void>) => whileCut(store.db, during),
    };
    const { found } = await live(folder.path, database);
    expect(found).toEqual([]);
  });
});

const startsThatFail: [why: string, different: Record<string, string>, code: number, says: string][] = [
  [
    'the database cannot be reached',
    { DATABASE_URL: `postgres://revox:${secrets.databasePassword}@127.0.0.1:1/revox` },
    1,
    'could not start',
  ],
  [
    'every secret is in the wrong place',
    {
      REVOX_BASE_URL: `https://revox:${secrets.revoxKey}@revox.invalid/`,
      SLACK_BOT_TOKEN: secrets.signingSecret,
      SLACK_APP_TOKEN: secrets.botToken,
      SLACK_ADMINS: secrets.webhookSecret,
      DATABASE_URL: `mysql://revox:${secrets.databasePassword}@db.invalid/revox`,
      PORT: personal.number,
    },
    78,
    'SLACK_BOT_TOKEN',
  ],
];

test.for(startsThatFail)('nor when %s', async ([, different, code, says], { expect }) => {
  await using slack = await SlackServer.start();
  await using revox = await startRevox({}, { now: Date.now }, 0);
  const neighbours = { revox, slack, databaseUrl: 'file::memory:' };
  const all = { ...environment(''), ...different };
  await using bot = startBotProcess(botEnvironment(neighbours, all));
  expect(await bot.ended).toBe(code);
  expect(bot.lines.join('\n')).toContain(says);
  expect(bot.lines.flatMap((line) => leaksIn('what was printed', line))).toEqual([]);
});

function textOfFile(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
