import { setTimeout as sleep } from 'node:timers/promises';

import { measureAtRest, pollEverySeconds } from './at-rest.ts';
import { askBot, startBot } from './bot.ts';
import type { Figures } from './row.ts';
import type { Scale } from './scale.ts';
import type { Filled, Stores } from './stores.ts';

/** The whole process some minutes after it started and somebody asked it something, over few calls and over many. */
export async function rest(scale: Scale, stores: Stores, quiet: () => Promise<unknown>): Promise<Figures> {
  await using few = await stores.copied({ ...scale, calls: 1_000 });
  await using many = await stores.copied(scale);
  const startedAt = performance.now();
  await using overFew = await startResting(few);
  await using overMany = await startResting(many);
  await Promise.all([sleep(scale.restMs), quiet()]);
  const stoodMs = performance.now() - startedAt;
  const [small, large] = await measureAtRest([overFew, overMany], scale);
  if (small === undefined || large === undefined) throw new Error('both processes are measured');
  return {
    'stood since its start': { value: stoodMs / 60_000 },
    'resident with 1,000 calls': { value: small.residentMb },
    'resident with 1,000,000 calls': { value: large.residentMb },
    'CPU of 100 polls with 1,000 calls': { value: small.cpuSecondsPer100 },
    'CPU of 100 polls with 1,000,000 calls': {
      value: large.cpuSecondsPer100,
      floor: small.cpuSecondsPer100,
    },
    'requests a poll with 1,000 calls': { value: small.requestsAPoll },
    'requests a poll with 1,000,000 calls': { value: large.requestsAPoll },
  };
}

async function startResting({ history, url }: Filled) {
  const bot = await startBot(history, url, { POLL_SCHEDULE: `*/${pollEverySeconds} * * * * *` });
  for (const text of ['calls', 'stats since:24h']) await askBot(bot, text);
  return bot;
}
