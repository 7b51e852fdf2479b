import { setTimeout as sleep } from 'node:timers/promises';

import { formBody, signedHeaders, slashCommand } from '../test/support/slack/slack-requests.ts';
import { type Bot, residentMb, startBot } from './bot.ts';
import { signingSecret } from './door.ts';
import { median } from './rounds.ts';
import { atMost, type Row } from './row.ts';
import { history } from './rows/history.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

/** What the whole process takes, as the operating system sees it. */
export async function memory(scale: Scale, stores: Stores): Promise<Row[]> {
  await using stored = await stores.copied(scale);
  await using bot = await startBot(stored.history, stored.url);
  const restMs = scale.of(12_000, 300);
  await sleep(restMs);
  const atRest = await peakDuring(bot, sleep(restMs / 2));
  const date = stored.history.busyDay;
  const digest = await peakDuring(bot, say(bot, `stats ${date}`, restMs));
  const exported = await peakDuring(bot, say(bot, `export ${date}`, restMs));
  await sleep(restMs / 2);
  const afterwards = await peakDuring(bot, sleep(restMs / 4));
  return [
    { figure: 'at rest, resident', value: atRest.median, unit: 'MB', budget: atMost(120) },
    { figure: 'most while a busy day is summed up', value: digest.most, unit: 'MB' },
    { figure: 'most while a busy day is exported', value: exported.most, unit: 'MB' },
    { figure: 'some time afterwards', value: afterwards.median, unit: 'MB' },
    { figure: 'most while history is imported', value: await importPeak(scale, stores, restMs), unit: 'MB' },
  ];
}

/** At the pace of the product, which leaves Revox time for others. */
async function importPeak(scale: Scale, stores: Stores, forMs: number): Promise<number> {
  await using place = await stores.empty();
  await using bot = await startBot(history(scale.calls, Date.now() - 60_000), place.url);
  const { most } = await peakDuring(bot, sleep(forMs));
  return most;
}

async function peakDuring(bot: Bot, work: Promise<unknown>): Promise<{ median: number; most: number }> {
  const seen: number[] = [];
  const look = setInterval(() => seen.push(residentMb(bot.pid)), 50);
  await work;
  clearInterval(look);
  return { median: median(seen), most: Math.max(...seen) };
}

/** A person types this; waits a while, since what is asked for may come in several steps. */
async function say(bot: Bot, text: string, forMs: number): Promise<void> {
  const body = formBody({ ...slashCommand(text), response_url: bot.slack.responseUrl() });
  await fetch(`${bot.url}/slack/events`, {
    method: 'POST',
    body,
    headers: signedHeaders(body, signingSecret),
  });
  await sleep(forMs / 2);
}
