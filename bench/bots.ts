import { App, HTTPReceiver } from '@slack/bolt';

import { createBolt } from '../src/slack/bolt.ts';
import { quietSdkLog } from '../src/slack/line/sdk-log.ts';
import type { Database } from '../src/store/engine/database.ts';
import { silentLog } from '../test/support/silent-log.ts';
import { type Door, signingSecret } from './door.ts';

/** Ours, over a store. */
export function leadToOurs(
  door: Door,
  db: Database,
  now: number,
  timezone = 'UTC',
  path = '/bot-ours',
): void {
  const bolt = createBolt(
    {
      botToken: 'xoxb-bench',
      mode: { kind: 'http', signingSecret },
      apiUrl: door.apiUrl,
      sdkLog: quietSdkLog(silentLog),
      onFatal: (error) => {
        throw error;
      },
    },
    {
      db,
      log: silentLog,
      now: () => now,
      timezone,
      phoneNumbers: 'masked',
      admins: [],
      pace: { burst: 1e9, everyMs: 1 },
    },
  );
  door.lead(path, (request, response) => bolt.requestListener?.(request, response));
}

/** The least that Bolt can do for a command: acknowledge, and say a word. */
export function leadToEmpty(door: Door): void {
  const receiver = new HTTPReceiver({ signingSecret, logger: quietSdkLog(silentLog) });
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-bench' }),
    logger: quietSdkLog(silentLog),
    convoStore: false,
  });
  app.command(/./, async ({ ack, respond }) => {
    await ack();
    await respond('done');
  });
  door.lead('/bot-empty', receiver.requestListener);
}
