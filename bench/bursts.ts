import { setTimeout as sleep } from 'node:timers/promises';

import { bundleNews } from '../src/outbox/bundle-news.ts';
import { deliver } from '../src/outbox/deliver.ts';
import type { DeliverDeps } from '../src/outbox/deliver-deps.ts';
import { readerVersion, readRow } from '../src/revox/to-call.ts';
import { outboxClient } from '../src/slack/line/outbox-client.ts';
import { rememberedRefusals } from '../src/slack/line/refusals.ts';
import { quietSdkLog } from '../src/slack/line/sdk-log.ts';
import { createSlackClock } from '../src/slack/line/slack-clock.ts';
import { sayFrom } from '../src/slack/message-kinds.ts';
import { postingThrough } from '../src/slack/posting/post.ts';
import type { ReadCall } from '../src/store/calls/calls.ts';
import { type Database, openDatabase } from '../src/store/engine/database.ts';
import { saveRead } from '../src/sync/save-read.ts';
import { silentLog } from '../test/support/silent-log.ts';
import { SlackServer } from '../test/support/slack/slack-server.ts';
import type { Figures } from './row.ts';
import { rowText } from './rows/sample-row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';
import { subscribeTo } from './subscribe.ts';

/** Everything fails at once: how many messages that makes, and how long it is until every call is told. */
export async function bursts(scale: Scale, stores: Stores): Promise<Figures> {
  const errors = scale.of(10_000, 30);
  const several = scale.of(20, 3);
  const one = await burstInEmpty(stores, errors, channels(1));
  const many = await burstInEmpty(stores, errors, channels(several));
  const stuck = await burstInEmpty(stores, errors, channels(several), 'C0STUCK');
  return {
    '10,000 errors in one pass: messages': { value: one.messages },
    'until all are posted': { value: one.seconds },
    'the same in 20 channels: messages a channel': { value: many.messages / several },
    'until all are posted everywhere': { value: many.seconds },
    'and when Slack never answers for another channel': { value: stuck.seconds },
  };
}

function channels(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `C0ERRORS${index}`);
}

async function burstInEmpty(stores: Stores, errors: number, told: string[], stuck?: string) {
  await using place = await stores.empty();
  await using db = openDatabase(place.url);
  return await burst(db, errors, told, stuck);
}

/** @param db An empty one. */
async function burst(db: Database, errors: number, told: string[], stuck?: string) {
  const all = stuck === undefined ? told : [stuck, ...told];
  await subscribeTo(db, 'errors', all);
  await using slack = await SlackServer.start({
    channels: all.map((id) => ({ id, name: id.toLowerCase() })),
  });
  if (stuck !== undefined)
    slack.fail({
      method: 'chat.postMessage',
      fault: { kind: 'silent', accepted: false },
      times: Number.POSITIVE_INFINITY,
      where: ({ channel }) => channel === stuck,
    });

  const startedAt = performance.now();
  await saveErrors(db, errors);
  await tellAll(db, slack, () => countTold(slack) >= errors * told.length);
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, messages: slack.ledger.length };
}

async function saveErrors(db: Database, errors: number): Promise<void> {
  const now = Date.now();
  const fates = ['too_many_calls', 'no_answer', 'busy', 'number_non_attributed'];
  const rows = Array.from({ length: errors }, (_, serial) =>
    readRow(JSON.parse(rowText(serial, now - serial, fates[serial % fates.length]))),
  );
  const rules = { now, firstStartAt: 0, importing: false, reader: readerVersion };
  await db.transaction().execute((tx) => saveRead(tx, { calls: rows as ReadCall[], setAside: [] }, rules));
}

/** As the timetable has it: what is news is bundled and delivered every second. */
async function tellAll(db: Database, slack: SlackServer, isDone: () => boolean): Promise<void> {
  const stopping = new AbortController();
  const deps = { ...deliveryThrough(db, slack), stopping: stopping.signal };
  const passes: Promise<unknown>[] = [];
  for (const giveUpAt = Date.now() + 60_000; !isDone() && Date.now() < giveUpAt; await sleep(250)) {
    await bundleNews({ db, now: Date.now });
    passes.push(deliver(deps));
  }
  stopping.abort();
  await slack.close();
  // All is told; a pass that was still about to ask Slack something fails now.
  await Promise.allSettled(passes);
}

export function deliveryThrough(db: Database, slack: SlackServer): DeliverDeps {
  const slackClock = createSlackClock(Date.now, silentLog);
  const client = outboxClient({
    token: 'xoxb-bench',
    slackApiUrl: slack.url,
    logger: quietSdkLog(silentLog),
    clock: slackClock,
  });
  const words = () => ({ phoneNumbers: 'masked' as const, timezone: 'UTC', now: Date.now() });
  return {
    db,
    slackClock: { reading: slackClock.reading, measure: () => client.auth.test() },
    slack: postingThrough(client, { log: silentLog, refusals: rememberedRefusals(db, Date.now, silentLog) }),
    say: sayFrom(db, words),
    now: Date.now,
    log: silentLog,
  };
}

function countTold(slack: SlackServer): number {
  return slack.ledger.reduce((sum, post) => sum + Number(post.metadata?.event_payload.calls ?? 0), 0);
}
