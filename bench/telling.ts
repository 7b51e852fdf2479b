import { setTimeout as sleep } from 'node:timers/promises';

import { parseStats } from '../src/calls/stats-words.ts';
import { bundleNews } from '../src/outbox/bundle-news.ts';
import { deliver } from '../src/outbox/deliver.ts';
import { readerVersion, readRow } from '../src/revox/to-call.ts';
import type { ReadCall } from '../src/store/calls/calls.ts';
import { type Database, forPeople, openDatabase } from '../src/store/engine/database.ts';
import { statsOf } from '../src/store/figures/stats.ts';
import { saveRead } from '../src/sync/save-read.ts';
import { SlackServer } from '../test/support/slack/slack-server.ts';
import { deliveryThrough } from './bursts.ts';
import { msOf, ofRounds } from './rounds.ts';
import type { Figures } from './row.ts';
import { rowText } from './rows/sample-row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';
import { forgetPace, subscribeTo } from './subscribe.ts';

const questions = 40;
const channel = 'C0CALLS';

/** How long it takes until a call that ended is in Slack, while people ask for more than can be answered at once. */
export async function telling(scale: Scale, stores: Stores): Promise<Figures> {
  await using stored = await stores.copied(scale);
  const { url, history } = stored;
  // Not closed: what is still asked at the end would take minutes, and ends with this process.
  const db = openDatabase(url);
  await subscribeTo(db, 'calls', [channel]);
  await using slack = await openSlack();
  const tell = teller(db, slack.server, history.calls);
  const rounds = scale.of(5, 2);
  await tell();
  const usual = ofRounds(await timesOf(rounds, tell));
  askAll(forPeople(db), history.until);
  const beside = ofRounds(await timesOf(rounds, tell));
  return {
    'until a call is posted': usual,
    'while 40 people ask for stats over 30 days': { ...beside, floor: usual.value },
  };
}

async function openSlack() {
  const server = await SlackServer.start({
    channels: [{ id: channel, name: 'calls' }],
    kind: { doubts: 'taken' },
  });
  return { server, [Symbol.asyncDispose]: () => server.close() };
}

/** Each stores a call that nobody knew, the first after quiet, as a pass over the list does, and waits for its message. */
function teller(db: Database, slack: SlackServer, known: number): () => Promise<void> {
  const deps = { ...deliveryThrough(db, slack), stopping: new AbortController().signal };
  let serial = known;
  return async () => {
    await forgetPace(db);
    const told = slack.ledger.length;
    const now = Date.now();
    const call = readRow(JSON.parse(rowText(serial++, now))) as ReadCall;
    const rules = { now, firstStartAt: 0, importing: false, reader: readerVersion };
    await db.transaction().execute((tx) => saveRead(tx, { calls: [call], setAside: [] }, rules));
    for (; slack.ledger.length === told; await sleep(5)) {
      await bundleNews({ db, now: Date.now });
      await deliver(deps);
    }
  };
}

/** Further apart than the pace of a channel, which is no matter of the database. */
async function timesOf(rounds: number, tell: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await sleep(1_500);
    times.push(await msOf(tell));
  }
  return times;
}

function askAll(db: Database, now: number): void {
  const context = { now, timezone: 'UTC' };
  const { request } = parseStats('since:30d', context);
  for (let question = 0; question < questions; question += 1)
    void statsOf(db, request, context).catch(() => undefined);
}
