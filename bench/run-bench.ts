import { benches } from './benches.ts';
import { scaleOf } from './scale.ts';
import { storesAt } from './stores.ts';

/** One bench, told to whoever forked this process. */
const [name = '', size, server] = process.argv.slice(2);
const load = benches[name];
if (load === undefined) throw new Error(`there is no bench “${name}”`);
const bench = await load();
const rows = await bench(scaleOf(size === 'smoke' ? 'smoke' : 'full'), storesAt(server));
process.send?.(rows, () => process.exit(0));
