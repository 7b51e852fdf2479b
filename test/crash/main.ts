import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startPostgres } from '../support/postgres-server.ts';
import { planRun, type WorldPlan } from './plan.ts';
import { addUp, report, tellWorld } from './report.ts';
import { playWorld, type WorldResult } from './world.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    store: { type: 'string', default: 'sqlite' },
    worlds: { type: 'string' },
    keep: { type: 'string' },
  },
});
const store = values.store;
if (store !== 'sqlite' && store !== 'postgres') throw new Error('--store is sqlite or postgres');
const replicas = store === 'sqlite' ? 1 : 2;
/** Replicas wait for leases of the dead most of the time, so that more worlds fit on the same machine. */
const atOnce = Number(values.worlds ?? (store === 'sqlite' ? 2 : 5));

const startedAt = Date.now();
const seed = Number(values.seed);
console.log(`${values.rounds} rounds on ${store}, seed ${seed}`);
const plans = planRun({ seed, rounds: Number(values.rounds), replicas, quick: false, steps: true });
const results = await (store === 'sqlite' ? onSqlite(plans) : onPostgres(plans));
const total = addUp(results);
console.log(report(total, Date.now() - startedAt));
process.exit(total.failures.length === 0 ? 0 : 1);

async function onSqlite(plans: WorldPlan[]): Promise<WorldResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'revox-crash-'));
  try {
    return await play(plans, async ({ seed }) => `file:${join(folder, `${seed}.db`)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function onPostgres(plans: WorldPlan[]): Promise<WorldResult[]> {
  const server = await startPostgres();
  try {
    return await play(plans, () => server.create());
  } finally {
    await server.stop();
  }
}

async function play(plans: WorldPlan[], open: (plan: WorldPlan) => Promise<string>): Promise<WorldResult[]> {
  const waiting = [...plans];
  const results: WorldResult[] = [];
  const worker = async () => {
    for (let plan = waiting.shift(); plan !== undefined; plan = waiting.shift()) {
      const result = await playWorld(plan, {
        databaseUrl: await open(plan),
        replicas,
        quick: false,
        keep: values.keep,
      });
      console.log(tellWorld(result));
      results.push(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
