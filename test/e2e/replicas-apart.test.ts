import { join } from 'node:path';
import { expect, test } from 'vitest';

import { storeClock } from '../../src/store/engine/clock.ts';
import { openPostgres } from '../support/database.ts';
import { aCall } from '../support/revox-server.ts';
import { botEnv, startBot } from '../support/running-bot.ts';
import { SlackServer } from '../support/slack/slack-server.ts';
import { until } from '../support/slack/socket-mode-server.ts';
import { callsChannel } from './bot-in-time.ts';
import { callsTold, endedAt, startRevox } from './told.ts';

const preload = join(import.meta.dirname, '../support/stepping-clock.ts');
const command = [process.execPath, '--import', preload, 'src/main.ts'];
const tenMinutes = 600_000;

test('of two replicas whose machines are ten minutes apart the one ahead dies, and the other posts within seconds', async () => {
  await using store = await openPostgres();
  await using revox = await startRevox({}, { now: Date.now }, 5);
  await using slack = await SlackServer.start({ channels: [{ id: callsChannel, name: 'calls' }] });
  const env = { ...botEnv(revox, slack, store.url), SLACK_CALLS_CHANNEL: callsChannel };
  await using ahead = await startBot({ command, env: { ...env, CLOCK_AHEAD_MS: String(tenMinutes) } });
  await until(() => revox.requests.length > 6);
  revox.calls.push(aCall(endedAt(Date.now())));
  await until(() => callsTold(slack, callsChannel) === 1, 12_000);
  await using _ = await startBot({ command, env });
  const { now } = await storeClock(store.db);

  await ahead.kill();
  // Another like the first would wait a minute.
  revox.calls.push(aCall({ ...endedAt(Date.now()), result: 'voicemail' }));
  const killedAt = performance.now();
  await until(() => callsTold(slack, callsChannel) === 2, 50_000);

  const runs = await store.db.selectFrom('runs').selectAll().execute();
  for (const run of runs) expect(run.expires_at).toBeLessThan(now() + 31_000);
  const slots = runs.filter(({ key }) => !key.startsWith('lease:'));
  expect(slots.length).toBeGreaterThan(0);
  for (const { key } of slots) expect(Date.parse(key.slice(-24))).toBeLessThanOrEqual(now());
  // A pass that was under way in the one that died has its lease for half a minute.
  expect(performance.now() - killedAt).toBeLessThan(40_000);
  expect(slack.ledger).toHaveLength(2);
});
