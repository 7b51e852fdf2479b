import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { benches } from './benches.ts';
import { asJson, asTable } from './report.ts';
import type { StoreName } from './row.ts';
import { runAll } from './run-all.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    store: { type: 'string', multiple: true },
    json: { type: 'string' },
    'rest-minutes': { type: 'string', default: '10' },
    smoke: { type: 'boolean', default: false },
  },
});

const results = await runAll({
  benches: oneOf(Object.keys(benches), 'bench', options.only),
  stores: oneOf(['sqlite', 'postgres'] satisfies StoreName[], 'store', options.store),
  size: options.smoke ? 'smoke' : 'full',
  restMinutes: Number(options['rest-minutes']),
});
process.stdout.write(asTable(results));
if (options.json !== undefined)
  writeFileSync(options.json, asJson(results, options.smoke ? 'smoke' : 'full'));
// What a bench has left open ends here.
process.exit(results.some(({ failed }) => failed) ? 1 : 0);

function oneOf<Name extends string>(all: Name[], what: string, asked: string[] | undefined): Name[] {
  const names = asked?.flatMap((words) => words.split(',')) ?? all;
  const unknown = names.filter((name) => !all.includes(name as Name));
  if (unknown.length === 0) return names as Name[];
  process.stderr.write(`No ${what} is called ${unknown.join(', ')}. There are ${all.join(', ')}.\n`);
  process.exit(2);
}
