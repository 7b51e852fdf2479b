import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { benches, untimed } from './benches.ts';
import { nodeOptions } from './node-options.ts';
import { asJson, asTable } from './report.ts';
import type { BenchResult, Row } from './row.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
    smoke: { type: 'boolean', default: false },
  },
});

const wanted = options.only?.flatMap((names) => names.split(',')) ?? Object.keys(benches);
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(
    `No bench is called ${unknown.join(', ')}. There are ${Object.keys(benches).join(', ')}.\n`,
  );
  process.exit(2);
}

const isUntimed = (bench: string) => untimed.includes(bench);
const results = await Promise.all(wanted.filter(isUntimed).map(resultOf));
for (const bench of wanted.filter((name) => !isUntimed(name))) results.push(await resultOf(bench));
process.stdout.write(asTable(results));
if (options.json !== undefined)
  writeFileSync(options.json, asJson(results, options.smoke ? 'smoke' : 'full'));

async function resultOf(bench: string): Promise<BenchResult> {
  const startedAt = performance.now();
  const rows = await measured(bench);
  const seconds = (performance.now() - startedAt) / 1000;
  process.stderr.write(`${bench}: ${seconds.toFixed(1)} s\n`);
  return { bench, rows, seconds };
}

async function measured(bench: string): Promise<Row[]> {
  const args = [bench, options.smoke ? 'smoke' : 'full'];
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
