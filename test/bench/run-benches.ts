import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';

const root = join(import.meta.dirname, '../..');

export interface Report {
  benches: {
    bench: string;
    store: string;
    rows: { figure: string; measured: { value: number } | null; verdict: string | null }[];
  }[];
}

/** @returns the report that it wrote, and what it printed. */
export async function runBenches(...options: string[]): Promise<{ report: Report; printed: string }> {
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

/** Each has figures, and promises something about one of them, unless it is there to compare with. */
export function expectFigures({ benches }: Report): void {
  for (const { bench, store, rows } of benches) {
    const measured = rows.flatMap((row) => (row.measured === null ? [] : [row.measured.value]));
    expect(measured.length, `${bench} on ${store} measures something`).toBeGreaterThan(0);
    for (const value of measured) expect(value, `${bench} on ${store}`).not.toBeNaN();
    const promises = rows.some(({ verdict }) => verdict === 'kept' || verdict === 'MISSED');
    expect(promises, `${bench} on ${store} promises something`).toBe(bench !== 'neighbours');
  }
}
