import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'vitest';

import { aCall } from '../support/revox-server.ts';
import { botEnv, startBot } from '../support/running-bot.ts';
import { SlackServer } from '../support/slack-server.ts';
import { until } from '../support/socket-mode-server.ts';
import { callsChannel } from './bot-in-time.ts';
import { callsTold, endedAt, startRevox } from './told.ts';

const preload = join(import.meta.dirname, '../support/stepping-clock.ts');
const hour = 3_600_000;

describe.concurrent('the real process, whose clock is set while it runs', () => {
  test.for([
    ['put back by 10 minutes', -600_000],
    ['put back by 2 hours', -2 * hour],
    ['set ahead by 3 days', 72 * hour],
  ] as const)('%s: tells the next call within seconds, and nothing twice', async ([, stepMs], { expect }) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-clock-'));
    await using revox = await startRevox({}, { now: Date.now }, 5);
    await using slack = await SlackServer.start({ channels: [{ id: callsChannel, name: 'calls' }] });
    await using bot = await startBot({
      command: [process.execPath, '--import', preload, 'src/main.ts'],
      env: {
        ...botEnv(revox, slack, `file:${join(folder.path, 'revox.db')}`),
        SLACK_CALLS_CHANNEL: callsChannel,
        CLOCK_STEP_MS: String(stepMs),
      },
    });
    await until(() => revox.requests.length > 2, 20_000);
    revox.calls.push(aCall(endedAt(Date.now())));
    await until(() => callsTold(slack, callsChannel) === 1, 20_000);

    bot.signal('SIGUSR2');
    await until(() => bot.log().some(({ msg }) => msg === 'the clock of this machine was set'), 10_000);
    const answeredAt = performance.now();
    const health = await fetch(`${bot.url}/healthz`);
    expect(health.status).toBe(200);
    expect(performance.now() - answeredAt).toBeLessThan(5_000);
    // The clock of Revox was not set.
    revox.calls.push(aCall(endedAt(Date.now())));
    await until(() => callsTold(slack, callsChannel) === 2, 30_000);
    expect(slack.ledger).toHaveLength(2);
  });

  test('put back by 2 hours while it was down: says so, and tells the next call within seconds', async ({
    expect,
  }) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-clock-'));
    await using revox = await startRevox({}, { now: Date.now }, 5);
    await using slack = await SlackServer.start({ channels: [{ id: callsChannel, name: 'calls' }] });
    const env = {
      ...botEnv(revox, slack, `file:${join(folder.path, 'revox.db')}`),
      SLACK_CALLS_CHANNEL: callsChannel,
    };
    const command = [process.execPath, '--import', preload, 'src/main.ts'];
    const ahead = await startBot({ command, env: { ...env, CLOCK_AHEAD_MS: String(2 * hour) } });
    // The first start, by the clock of Revox, is known to a second.
    await until(() => revox.requests.length > 6, 20_000);
    revox.calls.push(aCall(endedAt(Date.now())));
    await until(() => callsTold(slack, callsChannel) === 1, 20_000);
    await ahead.kill();

    await using bot = await startBot({ command, env });
    expect(bot.log().map(({ msg }) => msg)).toContain('the clock of this machine was set');
    revox.calls.push(aCall(endedAt(Date.now())));
    await until(() => callsTold(slack, callsChannel) === 2, 20_000);
    expect(slack.ledger).toHaveLength(2);
    expect(await (await fetch(`${bot.url}/metrics`)).text()).toContain('revox_slack_clock_steps_total 1');
  });
});
