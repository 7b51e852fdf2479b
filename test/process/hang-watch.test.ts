import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { createHangWatch } from '../../src/process/hang-watch.ts';
import { createLog } from '../../src/process/log.ts';
import { createSchedule } from '../../src/process/schedule.ts';
import { callsChannel } from '../e2e/bot-in-time.ts';
import { endedAt, startRevox } from '../e2e/told.ts';
import { aCall } from '../support/revox-server.ts';
import { botEnv, startBot } from '../support/running-bot.ts';
import { silentLog as silent } from '../support/silent-log.ts';
import { SlackServer } from '../support/slack/slack-server.ts';
import { until } from '../support/slack/socket-mode-server.ts';

it('a pass that hangs is said once, counted, and given up at the second limit', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: givenUp, resolve: giveUp } = Promise.withResolvers<Error>();
  const lines: string[] = [];
  const counted: string[] = [];
  const hangs = createHangWatch({
    log: createLog({ level: 'info', secrets: [], out: { write: (line) => lines.push(line) } }),
    limits: { saidAfterMs: 20, endsAfterMs: 60 },
    onHang: (pass) => counted.push(pass),
    onGivenUp: giveUp,
  });
  const passes = [
    { name: 'slow', cron: '0 0 0 1 1 *', run: () => released },
    { name: 'quick', cron: '0 0 0 1 1 *', run: async () => undefined },
    { name: 'patient', cron: '0 0 0 1 1 *', run: () => released, patience: 1_000 },
  ];
  const schedule = createSchedule(passes, { log: silent, hangs });
  const runs = passes.map(({ name }) => schedule.wake(name));

  expect((await givenUp).message).toBe('the pass “slow” has hung for 0 s');
  expect(counted).toEqual(['slow']);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'error', pass: 'slow', msg: 'a pass hangs' },
  ]);
  expect(hangs.hanging()).toEqual([{ pass: 'slow', forMs: expect.any(Number) }]);
  release();
  await Promise.all(runs);
  expect(hangs.hanging()).toEqual([]);
});

it('the real process says that a pass hangs, is not ready, and ends with 1 for its supervisor', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-hang-'));
  await using revox = await startRevox({}, { now: Date.now }, 5);
  await using slack = await SlackServer.start({ channels: [{ id: callsChannel, name: 'calls' }] });
  slack.fail({ method: 'chat.postMessage', fault: { kind: 'silent', accepted: false }, times: 1 });
  const preload = join(import.meta.dirname, '../support/hurried-timers.ts');
  await using bot = await startBot({
    command: [process.execPath, '--import', preload, 'src/main.ts'],
    env: {
      ...botEnv(revox, slack, `file:${join(folder.path, 'revox.db')}`),
      SLACK_CALLS_CHANNEL: callsChannel,
    },
  });
  await until(() => revox.requests.length > 4);
  revox.calls.push(aCall(endedAt(Date.now())));

  await until(() => bot.log().some(({ msg }) => msg === 'a pass hangs'));
  const ready = await fetch(`${bot.url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({
    checks: { passes: { ok: false, reason: expect.stringMatching(/^“deliver” has been running for/) } },
  });
  expect(await (await fetch(`${bot.url}/metrics`)).text()).toContain(
    'revox_slack_pass_hangs_total{pass="deliver"} 1',
  );
  expect(await bot.ended).toBe(1);
  expect(bot.log().at(-1)).toMatchObject({ level: 'fatal', msg: 'ended by a defect' });
});
