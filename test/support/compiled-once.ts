import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of Node itself: the sources are compiled once for all processes that tests start, which is half of what a start takes. */
export const compiledOnce = { NODE_COMPILE_CACHE: join(tmpdir(), 'revox-for-slack-compiled') };
