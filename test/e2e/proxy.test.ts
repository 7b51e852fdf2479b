import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { startProxy } from '../support/proxy.ts';
import { createRevoxServer } from '../support/revox-server.ts';
import { startBot } from '../support/running-bot.ts';
import { startSocketModeServer, until } from '../support/slack/socket-mode-server.ts';

describe.concurrent('where a proxy is on the way out', () => {
  test('Revox, the Web API and the socket are reached through it, and its password is in no log', async () => {
    await using proxy = await startProxy();
    await using world = await aWorld({ HTTP_PROXY: proxy.url });
    await until(() => world.revox.requests.length > 0 && world.slack.sockets().length > 0);

    expect(new Set(proxy.targets)).toEqual(new Set([world.revoxHost, world.slackHost]));
    expect(JSON.stringify(world.bot.log())).not.toContain('proxy-password');
  });

  test('nothing goes out another way', async () => {
    await using proxy = await startProxy({ refusesWith: '403 Forbidden' });
    await using world = await aWorld({ http_proxy: proxy.url });
    await until(() => world.bot.log().some(({ msg }) => msg === 'Revox could not be read'));
    await until(() => proxy.targets.includes(world.slackHost));

    expect(world.revox.requests).toEqual([]);
    expect(world.slack.asked).toEqual([]);
  });

  test('hosts of NO_PROXY are asked straight', async () => {
    await using proxy = await startProxy();
    await using world = await aWorld({ HTTP_PROXY: proxy.url, NO_PROXY: 'localhost,127.0.0.1' });
    await until(() => world.revox.requests.length > 0 && world.slack.sockets().length > 0);

    expect(proxy.targets).toEqual([]);
  });
});

/** A bot in Socket Mode between its neighbours. */
async function aWorld(proxies: Record<string, string>) {
  await using opened = new AsyncDisposableStack();
  const folder = opened.use(await mkdtempDisposable(join(tmpdir(), 'revox-proxy-')));
  const revox = opened.use(await createRevoxServer().listen());
  const slack = opened.use(await startSocketModeServer());
  const bot = opened.use(
    await startBot({
      env: {
        ...proxies,
        REVOX_API_KEY: revox.key,
        REVOX_BASE_URL: revox.baseUrl,
        SLACK_BOT_TOKEN: 'xoxb-test',
        SLACK_APP_TOKEN: 'xapp-test',
        SLACK_API_URL: slack.apiUrl,
        POLL_SCHEDULE: '* * * * * *',
        DATABASE_URL: `file:${join(folder.path, 'revox.db')}`,
        PORT: '0',
      },
    }),
  );
  const closing = opened.move();
  return {
    revox,
    slack,
    bot,
    revoxHost: new URL(revox.baseUrl).host,
    slackHost: new URL(slack.apiUrl).host,
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
