import { expect, it } from 'vitest';

import { benches } from '../../bench/benches.ts';
import { expectFigures, runBenches } from './run-benches.ts';

it('every bench runs, and says what it measured', { timeout: 600_000 }, async () => {
  const { report } = await runBenches('--store', 'sqlite');
  expect(report.benches.map(({ bench }) => bench)).toEqual(Object.keys(benches));
  expectFigures(report);
});

it('they run on Postgres too, but for those that no store has a part in', { timeout: 600_000 }, async () => {
  const { report } = await runBenches('--store', 'postgres', '--only', 'reading,ingest,digest,retention');
  expect(report.benches.map(({ bench, store }) => [bench, store])).toEqual([
    ['ingest', 'postgres'],
    ['digest', 'postgres'],
    ['retention', 'postgres'],
  ]);
  expectFigures(report);
});

it('each runs alone by its name, and prints a table', async () => {
  const { report, printed } = await runBenches('--store', 'sqlite', '--only', 'reading');
  expect(report.benches.map(({ bench }) => bench)).toEqual(['reading']);
  expect(printed).toMatch(/\| reading +\| requests a pass, on average +\|/);
});
