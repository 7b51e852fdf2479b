import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { startBot } from './bot.ts';
import { msOf, ofRounds } from './rounds.ts';
import type { Figures } from './row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

/** From the start of the process over a whole store. */
export async function start(scale: Scale, stores: Stores): Promise<Figures> {
  await using stored = await stores.copied(scale);
  const polls: number[] = [];
  const readies: number[] = [];
  for (let round = 0; round <= scale.of(5, 1); round += 1) {
    const startedAt = performance.now();
    await using bot = await startBot(stored.history, stored.url);
    polls.push((await bot.list.firstRequest) - startedAt);
    while (!(await fetch(`${bot.url}/readyz`)).ok) await sleep(5);
    readies.push(performance.now() - startedAt);
  }
  return {
    'to the first question to Revox': ofRounds(polls.slice(1)),
    'to ready': ofRounds(readies.slice(1)),
    'Node alone, with an empty file': ofRounds(await emptyStarts(scale)),
  };
}

async function emptyStarts(scale: Scale): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round <= scale.of(5, 1); round += 1) {
    times.push(await msOf(() => once(spawn(process.execPath, ['--eval', '']), 'exit')));
  }
  return times.slice(1);
}
