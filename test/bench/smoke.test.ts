import { expect, it } from 'vitest';

import { expectFigures, runBenches } from './run-benches.ts';

/** A few of them; `npm run test:long` runs them all on both databases. */
it.each([
  ['sqlite', ['reading', 'look-ups', 'bursts', 'webhook']],
  ['postgres', ['ingest', 'digest']],
])('benches on %s run, and say what they measured', { timeout: 600_000 }, async (store, names) => {
  const { report, printed } = await runBenches('--store', store, '--only', names.join(','));
  expect(report.benches.map(({ bench }) => bench)).toEqual(names);
  expectFigures(report);
  for (const name of names) expect(printed).toMatch(new RegExp(`^\\| ${name} +\\| \\S`, 'm'));
});
