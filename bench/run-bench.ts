import { once } from 'node:events';

import { measure } from './measure.ts';

/** One bench, told to whoever forked this process, and says when the others are through. */
const [task = ''] = process.argv.slice(2);
process.once('disconnect', () => process.exit(1));
const othersAreThrough = once(process, 'message');
const figures = await measure(JSON.parse(task), () => othersAreThrough);
process.send?.(figures, () => process.exit(0));
