import { expect, test } from 'vitest';

import { whoseCode } from '../../src/process/whose-code.ts';

const source = { root: '/srv/revox', isBundled: false };
const bundle = { root: '/srv/node_modules/revox-for-slack', isBundled: true };

test.each([
  ['node:fs', source, 'known'],
  ['/srv/revox/src/store/engine/open.ts', source, 'ours'],
  ['/srv/revox/node_modules/kysely/dist/index.js', source, 'known'],
  ['/srv/revox/node_modules/pg-protocol/dist/parser.js', source, 'known'],
  ['/srv/revox/node_modules/kysely-codegen/index.js', source, 'unknown'],
  ['/srv/other/index.js', source, 'unknown'],
  ['', source, 'unknown'],
  ['/srv/node_modules/revox-for-slack/app.js', bundle, 'ours'],
  ['/srv/node_modules/revox-for-slack/packages/@slack/web-api.js', bundle, 'known'],
  ['/srv/node_modules/revox-for-slack/packages/kysely.js', bundle, 'known'],
  ['/srv/node_modules/revox-for-slack/packages/pg-protocol.js', bundle, 'known'],
  ['/srv/node_modules/revox-for-slack/packages/react-dom.js', bundle, 'unknown'],
  ['/srv/node_modules/elsewhere/index.js', bundle, 'unknown'],
] as const)('the code at “%s” of %o is %s', (place, layout, whose) => {
  expect(whoseCode(place, layout)).toBe(whose);
});
