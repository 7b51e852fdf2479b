import { bundleNews } from '../../src/outbox/bundle-news.ts';
import { deliver } from '../../src/outbox/deliver.ts';
import type { DeliverDeps } from '../../src/outbox/deliver-deps.ts';
import { editMessages } from '../../src/outbox/edit.ts';
import { remindFollowUps } from '../../src/outbox/remind-follow-ups.ts';
import { createRevox } from '../../src/revox/revox.ts';
import { outboxClient } from '../../src/slack/line/outbox-client.ts';
import { rememberedRefusals } from '../../src/slack/line/refusals.ts';
import { createSlackClock } from '../../src/slack/line/slack-clock.ts';
import { sayFrom } from '../../src/slack/message-kinds.ts';
import { postingThrough } from '../../src/slack/posting/post.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { readState, writeState } from '../../src/store/engine/state.ts';
import { releaseFollowers } from '../../src/store/messages/followers.ts';
import { subscribe } from '../../src/store/settings/subscriptions.ts';
import { importHistory } from '../../src/sync/import-history.ts';
import { judgeIncidents } from '../../src/sync/judge-incidents.ts';
import { knownActivity } from '../../src/sync/known-activity.ts';
import { syncCalls } from '../../src/sync/sync-calls.ts';
import { type Clock, keptLog } from '../outbox/outbox-room.ts';
import type { RevoxServer } from '../support/revox-server.ts';
import { silentSdkLog } from '../support/sdk-log.ts';
import type { SlackServer } from '../support/slack/slack-server.ts';

export const callsChannel = 'C0CALLS';
export const alertsChannel = 'C0ALERTS';

const everybodyIsThere = { isThere: async () => true, permalink: async () => null };

interface Surroundings {
  db: Database;
  revox: RevoxServer;
  slack: SlackServer;
  clock: Clock;
  /** How long Revox may take to answer. */
  revoxTimeoutMs?: number;
}

/** All passes of the timetable with real neighbours, but run by hand, so that days go by in seconds. */
export interface BotInTime extends AsyncDisposable {
  /** Each pass once, so many times with so much time in between. */
  run(times: number, everyMs: number): Promise<void>;
}

export async function startBotInTime(around: Surroundings): Promise<BotInTime> {
  const { db, revox, clock, revoxTimeoutMs = 2_000 } = around;
  const { now } = clock;
  await hear(db, callsChannel, 'calls', now());
  await hear(db, alertsChannel, 'incidents', now());

  const list = createRevox({
    baseUrl: revox.baseUrl,
    apiKey: revox.key,
    timeoutMs: revoxTimeoutMs,
    now,
    sleep: async () => undefined,
    loadDialect: () => readState(db, 'dialect'),
    saveDialect: (dialect) => writeState(db, 'dialect', dialect, now()),
  });
  const reading = { db, list, now, reader: 1, chance: () => 0.5 };
  const telling = tellingThrough(around);
  const known = knownActivity(db);

  return {
    async run(times, everyMs) {
      for (let count = 0; count < times; count += 1) {
        clock.forward(everyMs);
        await syncCalls(reading);
        await importHistory(reading);
        await bundleNews(telling);
        await judgeIncidents({ db, now, known });
        await remindFollowUps({ db, now, slack: everybodyIsThere });
        await releaseFollowers(db, now());
        await deliver(telling);
        await editMessages(telling);
      }
    },
    [Symbol.asyncDispose]: () => list.close(),
  };
}

function hear(db: Database, channel: string, topic: 'calls' | 'incidents', now: number): Promise<string> {
  return subscribe(db, { channel, topic, filter: '', options: {} }, 'environment', now);
}

function tellingThrough({ db, slack, clock }: Surroundings): DeliverDeps {
  const { now } = clock;
  const log = keptLog();
  const slackClock = createSlackClock(now, log, now);
  const client = outboxClient({
    token: 'xoxb-test',
    slackApiUrl: slack.url,
    logger: silentSdkLog,
    clock: slackClock,
  });
  const options = () => ({ phoneNumbers: 'masked', timezone: 'UTC', now: now() }) as const;
  return {
    db,
    now,
    slackClock: { reading: slackClock.reading, measure: () => client.auth.test() },
    slack: postingThrough(client, { log, refusals: rememberedRefusals(db, now, log) }),
    say: sayFrom(db, options),
    log,
  };
}
