import { setTimeout as sleep } from 'node:timers/promises';

import { sql } from 'kysely';
import { describe, test } from 'vitest';

import type { Database } from '../../src/store/engine/database.ts';
import { subscribe } from '../../src/store/settings/subscriptions.ts';
import { importProgress } from '../../src/sync/import-progress.ts';
import { botEnvironment, startBotProcess } from '../support/bot-process.ts';
import { openPostgres } from '../support/database.ts';
import { aCall } from '../support/revox-server.ts';
import { SlackServer } from '../support/slack/slack-server.ts';
import { until } from '../support/slack/socket-mode-server.ts';
import { callsChannel } from './bot-in-time.ts';
import { openPostgresDoor } from './postgres-door.ts';
import { callsTold, endedAt, startRevox } from './told.ts';

const hour = 3_600_000;

describe.concurrent('on Postgres', () => {
  test('two replicas share the work, and either of them may die', { timeout: 240_000 }, async ({
    expect,
  }) => {
    await using store = await openPostgres();
    await using neighbours = await startNeighbours();
    const { revox, slack, endCall } = neighbours;
    const digestTime = new Date(Date.now() - hour).toISOString().slice(11, 16);
    const digest = { channel: callsChannel, topic: 'digest', filter: '', options: { digestTime } } as const;
    await subscribe(store.db, digest, 'U0ANNA', Date.now() - 72 * hour);
    const startReplica = () => startBotProcess(botEnvironment({ revox, slack, databaseUrl: store.url }));

    await using one = startReplica();
    await using other = startReplica();
    await until(
      () => [one, other].every((it) => it.lines.some((line) => line.includes('"started"'))),
      60_000,
    );
    await untilImported(store.db);
    // Both are woken every second; were they not to share, they would ask at the same time.
    revox.faultFor = () => ({ kind: 'slow-headers', ms: 150 });
    const asked = revox.requests.length;
    await until(() => revox.requests.length > asked + 12, 100_000);
    expect(revox.requests.slice(asked).filter(({ atOnce }) => atOnce > 1)).toEqual([]);
    revox.faultFor = () => null;

    endCall();
    await one.kill();
    await until(() => callsTold(slack, callsChannel) === 1, 100_000);
    await using _third = startReplica();
    endCall();
    await other.kill();
    await until(() => callsTold(slack, callsChannel) === 2, 100_000);

    const kinds = slack.ledger.map(({ metadata }) => metadata?.event_payload.kind);
    expect(kinds.toSorted()).toEqual(['calls', 'calls', 'digest']);
  });

  test('a restart of the database delays what is posted, and the process survives', {
    timeout: 240_000,
  }, async ({ expect }) => {
    await using store = await openPostgres();
    await using door = await openPostgresDoor(store.url);
    await using neighbours = await startNeighbours();
    const { revox, slack, endCall } = neighbours;
    await using bot = startBotProcess(botEnvironment({ revox, slack, databaseUrl: door.url }));
    await until(() => revox.requests.length > 0, 60_000);
    endCall();
    await until(() => callsTold(slack, callsChannel) === 1, 60_000);

    for (let restart = 1; restart <= 2; restart += 1) {
      await untilAllSent(store.db);
      await endConnections(store.db);
      await door.shut();
      endCall();
      await sleep(2_500);
      await door.open();
      await until(() => callsTold(slack, callsChannel) === 1 + restart, 100_000);
    }

    expect(bot.lines.filter((line) => line.includes('the pass works again'))).not.toEqual([]);
    expect(await bot.stop()).toBe(0);
    expect(slack.ledger).toHaveLength(3);
  });
});

async function startNeighbours() {
  const revox = await startRevox({}, { now: Date.now }, 5);
  const slack = await SlackServer.start({ channels: [{ id: callsChannel, name: 'calls' }] });
  return {
    revox,
    slack,
    endCall: () => void revox.calls.push(aCall(endedAt(Date.now()))),
    async [Symbol.asyncDispose]() {
      await Promise.all([revox.close(), slack.close()]);
    },
  };
}

/** One replica may import while the other looks for new calls. */
async function untilImported(db: Database): Promise<void> {
  while (!(await importProgress(db, 0)).done) await sleep(20);
}

/** A message whose posting was not written down would wait for its lease, as after a kill. */
async function untilAllSent(db: Database): Promise<void> {
  const unsent = db.selectFrom('messages').select('id').where('state', '!=', 'sent');
  while ((await unsent.executeTakeFirst()) !== undefined) await sleep(20);
}

/** As Postgres itself does when it is asked to stop. */
async function endConnections(db: Database): Promise<void> {
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(db);
}
