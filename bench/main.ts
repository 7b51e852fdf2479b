import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startPostgres } from '../test/support/postgres-server.ts';
import { benches, storeless, untimed } from './benches.ts';
import { besideSqlite } from './beside-sqlite.ts';
import { nodeOptions } from './node-options.ts';
import { asJson, asTable } from './report.ts';
import type { BenchResult, Row } from './row.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    store: { type: 'string', multiple: true },
    json: { type: 'string' },
    smoke: { type: 'boolean', default: false },
  },
});

const wanted = oneOf(Object.keys(benches), 'bench', options.only);
const stores = oneOf(['sqlite', 'postgres'], 'store', options.store);

const results = stores.includes('sqlite') ? await allOf(wanted) : [];
if (stores.includes('postgres')) results.push(...(await onPostgres()));
process.stdout.write(asTable(results));
if (options.json !== undefined)
  writeFileSync(options.json, asJson(results, options.smoke ? 'smoke' : 'full'));

function oneOf(all: string[], what: string, asked: string[] | undefined): string[] {
  const names = asked?.flatMap((words) => words.split(',')) ?? all;
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length === 0) return names;
  process.stderr.write(`No ${what} is called ${unknown.join(', ')}. There are ${all.join(', ')}.\n`);
  process.exit(2);
}

async function onPostgres(): Promise<BenchResult[]> {
  const server = await startPostgres();
  const found = await allOf(
    wanted.filter((name) => !storeless.includes(name)),
    await server.create(),
  );
  await server.stop();
  return besideSqlite(found, results);
}

async function allOf(names: string[], server?: string): Promise<BenchResult[]> {
  const isUntimed = (bench: string) => untimed.includes(bench);
  const found = await Promise.all(names.filter(isUntimed).map((name) => resultOf(name, server)));
  for (const name of names.filter((it) => !isUntimed(it))) found.push(await resultOf(name, server));
  return found;
}

async function resultOf(bench: string, server?: string): Promise<BenchResult> {
  const startedAt = performance.now();
  const rows = await measured(bench, server);
  const seconds = (performance.now() - startedAt) / 1000;
  const store = server === undefined ? 'sqlite' : 'postgres';
  process.stderr.write(`${bench} on ${store}: ${seconds.toFixed(1)} s\n`);
  return { bench, store, rows, seconds };
}

async function measured(bench: string, server: string | undefined): Promise<Row[]> {
  const args = [bench, options.smoke ? 'smoke' : 'full', ...(server === undefined ? [] : [server])];
  const child = fork(join(import.meta.dirname, 'run-bench.ts'), args, {
    execArgv: [...nodeOptions, '--expose-gc'],
    serialization: 'advanced',
  });
  let rows: Row[] | null = null;
  child.once('message', (message) => {
    rows = message as Row[];
  });
  const [code] = await once(child, 'exit');
  if (rows === null) throw new Error(`the bench “${bench}” ended with ${code} and without a figure`);
  return rows;
}
