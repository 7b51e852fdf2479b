import { setTimeout as sleep } from 'node:timers/promises';

import { openDatabase } from '../src/store/engine/database.ts';
import { enqueueDigest } from '../src/store/messages/digests.ts';
import { askBot, type Bot, startBot, withinAMinute } from './bot.ts';
import { memoryOf } from './of-process.ts';
import type { Figures } from './row.ts';
import { history } from './rows/history.ts';
import { rowText } from './rows/sample-row.ts';
import type { Scale } from './scale.ts';
import type { Filled, Stores } from './stores.ts';

/** The most that the whole process ever takes, as the operating system counts it. Each in a process of its own. */
export async function memory(scale: Scale, stores: Stores): Promise<Figures> {
  await using stored = await stores.copied(scale);
  const { busyDay } = stored.history;
  const most = async (work: (bot: Bot) => Promise<unknown>) => ({
    value: (await afterWork(stored, scale, work)).most,
  });
  const digested = await most((bot) => postDigest(bot, stored));
  const summedUp = await most((bot) => sumUp(bot, busyDay));
  const exported = await afterWork(stored, scale, (bot) => exportDay(bot, busyDay));
  return {
    'most while importing': { value: await mostWhileImporting(scale, stores) },
    'most while digesting a day of 100,000 calls': digested,
    'most while summing up that day': summedUp,
    'most while exporting that day': { value: exported.most },
    'resident some time afterwards': { value: exported.resident },
    'most while 200 people ask': await most((bot) => askAsMany(bot, scale.of(200, 5))),
    'most with 5,000 errors at once': await most((bot) => fail(bot, stored, scale)),
  };
}

/** With some time before and after the work. */
async function afterWork(stored: Filled, scale: Scale, work: (bot: Bot) => Promise<unknown>) {
  await using bot = await startBot(stored.history, stored.url);
  await sleep(scale.of(1_500, 100));
  await work(bot);
  await sleep(scale.of(2_000, 100));
  return memoryOf(bot.pid);
}

/** At the pace of the product, which leaves Revox time for others. */
async function mostWhileImporting(scale: Scale, stores: Stores): Promise<number> {
  await using place = await stores.empty();
  await using bot = await startBot(history(scale.calls, Date.now() - 60_000), place.url);
  await sleep(scale.of(12_000, 300));
  return memoryOf(bot.pid).most;
}

async function postDigest(bot: Bot, { history: { busyDay }, url }: Filled): Promise<void> {
  await using db = openDatabase(url);
  const asked = {
    channel: 'C0DIGEST',
    date: busyDay,
    days: 1,
    timezone: 'UTC',
    filter: '',
    slotAt: Date.now(),
  };
  await db
    .transaction()
    .execute((tx) => enqueueDigest(tx, { form: 'digest', key: crypto.randomUUID(), ...asked }, Date.now()));
  // What another process writes is seen at the next look, and what this one writes at once.
  bot.list.arrived.unshift(rowText(1e8 + Math.floor(performance.now()), Date.now(), 'human'));
  const posted = () => bot.slack.ledger.some(({ channel }) => channel === 'C0DIGEST');
  if (!(await withinAMinute(posted))) throw new Error('no digest was posted');
}

async function sumUp(bot: Bot, date: string): Promise<void> {
  const shown = await askBot(bot, `stats ${date}`);
  if (!/\d calls/.test(shown)) throw new Error(`the day was not summed up: ${shown}`);
}

async function exportDay(bot: Bot, date: string): Promise<void> {
  await askBot(bot, `export ${date}`);
  if (!(await withinAMinute(() => bot.slack.files.shared.length > 0))) throw new Error('no file came');
}

/** Each is another person, as one who asks that much would be told to wait. */
async function askAsMany(bot: Bot, people: number): Promise<void> {
  const questions = ['calls human', 'calls field:objection=price', 'stats since:30d', 'status'];
  await Promise.all(
    Array.from({ length: people }, (_, person) =>
      askBot(bot, questions[person % questions.length] as string, `U0PERSON${person}`),
    ),
  );
}

async function fail(bot: Bot, { url }: Filled, scale: Scale): Promise<void> {
  const errors = scale.of(5_000, 20);
  const now = Date.now();
  const fates = ['too_many_calls', 'no_answer', 'busy', 'number_non_attributed'];
  bot.list.arrived.unshift(
    ...Array.from({ length: errors }, (_, index) =>
      rowText(2e8 + index, now - index, fates[index % fates.length]),
    ),
  );
  await using db = openDatabase(url);
  const allStored = async () => {
    const { stored } = await db
      .selectFrom('calls')
      .where('ended_at', '>', now - errors)
      .select((it) => it.fn.countAll<number>().as('stored'))
      .executeTakeFirstOrThrow();
    return Number(stored) >= errors;
  };
  if (!(await withinAMinute(allStored))) throw new Error('the errors are not stored within a minute');
  await sleep(scale.of(10_000, 200));
}
