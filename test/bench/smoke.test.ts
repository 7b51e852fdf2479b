import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { benches } from '../../bench/benches.ts';

const root = join(import.meta.dirname, '../..');

interface Report {
  benches: { bench: string; rows: { figure: string; value: number; pass: boolean | null }[] }[];
}

/** @returns the report that it wrote, and what it printed. */
async function runBenches(...options: string[]): Promise<{ report: Report; printed: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'revox-bench-smoke-'));
  const json = join(folder, 'report.json');
  const child = spawn(process.execPath, ['bench/main.ts', '--smoke', '--json', json, ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk) => (printed += chunk));
  const [code] = await once(child, 'close');
  expect(code, printed).toBe(0);
  const report = JSON.parse(await readFile(json, 'utf8')) as Report;
  await rm(folder, { recursive: true });
  return { report, printed };
}

it('every bench runs, and says what it measured', { timeout: 300_000 }, async () => {
  const { report } = await runBenches();
  expect(report.benches.map(({ bench }) => bench)).toEqual(Object.keys(benches));
  for (const { bench, rows } of report.benches) {
    expect(rows.length, bench).toBeGreaterThan(0);
    for (const row of rows) expect(row.value, `${bench}: ${row.figure}`).toBeTypeOf('number');
    expect(
      rows.some((row) => row.pass !== null),
      `${bench} promises something`,
    ).toBe(true);
  }
});

it('each runs alone by its name, and prints a table', async () => {
  const { report, printed } = await runBenches('--only', 'reading');
  expect(report.benches.map(({ bench }) => bench)).toEqual(['reading']);
  expect(printed).toMatch(/\| reading +\| requests a pass, on average +\|/);
});
