import { parseArgs } from 'node:util';

import { onPortNear } from '../near-port.ts';
import { startRevox } from './emulator.ts';

/** The Revox emulator alone, for developing against. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4014' },
    seed: { type: 'string', default: '1' },
    'calls-per-minute': { type: 'string', default: '6' },
  },
});

const revox = await onPortNear(Number(values.port), (port) =>
  startRevox({ port, seed: Number(values.seed), callsPerMinute: Number(values['calls-per-minute']) }),
);

console.log(`Revox, emulated:

  REVOX_BASE_URL=${revox.apiUrl}
  REVOX_API_KEY=${revox.apiKey}

Requests and state   ${revox.inspectorUrl}
Controls             ${revox.url}/demo (see demo/README.md)`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void revox.close());
