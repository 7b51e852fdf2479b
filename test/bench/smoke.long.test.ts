import { expect, it } from 'vitest';

import { benches, storeless } from '../../bench/benches.ts';
import { expectFigures, runBenches } from './run-benches.ts';

it('every bench runs, and says what it measured', { timeout: 600_000 }, async () => {
  const { report } = await runBenches('--store', 'sqlite');
  expect(report.benches.map(({ bench }) => bench)).toEqual(Object.keys(benches));
  expectFigures(report);
});

it('every bench in which the store has a part runs on Postgres', { timeout: 600_000 }, async () => {
  const { report } = await runBenches('--store', 'postgres');
  const expected = Object.keys(benches).filter((bench) => !storeless.includes(bench));
  expect(report.benches.map(({ bench }) => bench)).toEqual(expected);
  expectFigures(report);
});
