import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { aCall, createRevoxServer } from '../support/revox-server.ts';
import { botEnv, startBot } from '../support/running-bot.ts';
import { homeOpened, signedHeaders } from '../support/slack/slack-requests.ts';
import { SlackServer } from '../support/slack/slack-server.ts';

const admin = 'U0ANNA';

async function start(different: Record<string, string>) {
  const folder = await mkdtempDisposable(join(tmpdir(), 'revox-first-run-'));
  const revox = await createRevoxServer({ calls: [aCall()] }).listen();
  const slack = await SlackServer.start({ channels: [{ id: 'C0CALLS', name: 'calls' }] });
  const env = { ...botEnv(revox, slack, `file:${join(folder.path, 'revox.db')}`), ...different };
  const bot = await startBot({ env });
  return {
    slack,
    bot,
    async opensHome(): Promise<string> {
      const body = JSON.stringify(homeOpened());
      const headers = signedHeaders(body, env.SLACK_SIGNING_SECRET as string);
      await fetch(`${bot.url}/slack/events`, { method: 'POST', body, headers });
      await expect.poll(() => slack.requestsOf('views.publish').length).toBeGreaterThan(0);
      return JSON.stringify(slack.requestsOf('views.publish').at(-1));
    },
    async [Symbol.asyncDispose]() {
      await bot.kill();
      await revox.close();
      await slack.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

test('with tokens and no channels it sends its admin a message, says so in the log, and Home says how to get started', async () => {
  await using it = await start({ SLACK_ADMINS: admin });

  await expect
    .poll(() => JSON.stringify(it.slack.requestsOf('chat.postMessage')))
    .toContain('nothing is posted yet');
  expect(it.slack.requestsOf('chat.postMessage')).toHaveLength(1);
  expect(it.bot.log().map(({ msg }) => msg)).toContain(
    'no channel is subscribed: SLACK_ADMINS get a message to choose one',
  );
  expect(await it.opensHome()).toContain('Get started');
});

test('a key that Revox refuses leaves it running, and Home says what to do', async () => {
  await using it = await start({ SLACK_ADMINS: admin, REVOX_API_KEY: 'sk_wrong' });

  await expect
    .poll(() => it.opensHome())
    .toContain('Put a valid key into REVOX_API_KEY and restart the bot.');
  expect((await fetch(`${it.bot.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${it.bot.url}/readyz`)).status).toBe(503);
});
