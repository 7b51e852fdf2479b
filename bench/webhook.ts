import { setTimeout as sleep } from 'node:timers/promises';

import { openDatabase } from '../src/store/engine/database.ts';
import { startBot, webhookSecret } from './bot.ts';
import { ofRounds, percentile } from './rounds.ts';
import type { Figures } from './row.ts';
import { rowText } from './rows/sample-row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';
import { forgetPace } from './subscribe.ts';

/** Longer than the second that a channel has between two messages. */
const betweenMs = 1_300;

/**
 * From Revox's hint that a call has ended until Slack has accepted the message about it: the first after quiet, since
 * like calls that follow come once a minute.
 */
export async function webhook(scale: Scale, stores: Stores): Promise<Figures> {
  await using stored = await stores.copied(scale);
  // Only hints wake it.
  await using bot = await startBot(stored.history, stored.url, { POLL_SCHEDULE: '0 0 0 1 1 *' });
  await sleep(scale.of(2_000, 1_000));
  const waits: number[] = [];
  await using db = openDatabase(stored.url);
  for (let round = 0; round < scale.of(8, 2); round += 1) {
    await sleep(betweenMs);
    await forgetPace(db);
    bot.list.arrived.unshift(rowText(stored.history.calls + round, Date.now(), 'human'));
    const accepted = bot.slack.ledger.length;
    const hintedAt = performance.now();
    await fetch(`${bot.url}/revox/webhook/${webhookSecret}`, { method: 'POST', body: '{}' });
    while (bot.slack.ledger.length === accepted) await sleep(2);
    waits.push(performance.now() - hintedAt);
  }
  return {
    'hint to accepted message, p50': ofRounds(waits),
    p99: { value: percentile(waits, 0.99) },
  };
}
