import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

import { compiledOnce } from './test/support/compiled-once.ts';
import { LongFilesFirst } from './test/support/long-files-first.ts';

/** Whole matrices, of which `npm test` runs a sample. */
const long = 'test/**/*.long.test.ts';

export default defineConfig(({ mode }) => ({
  test: {
    // For processes that get the environment of the tests.
    env: compiledOnce,
    globalSetup: 'test/support/postgres-door.ts',
    setupFiles: 'test/support/count-anew.ts',
    ...(mode === 'long' ? { include: [long] } : { include: ['test/**/*.test.ts'], exclude: [long] }),
    sequence: mode === 'shuffled' ? { shuffle: { files: true } } : { sequencer: LongFilesFirst },
    // Much of the time goes by waiting, for leases and for clocks of a minute, so four files share two cores well.
    maxWorkers: Math.max(4, availableParallelism() - 1),
    // What Slack's packages and the like take to load is a third of the work when each file loads them anew.
    isolate: false,
    // For what hangs: on a busy machine everything takes ten times as long as on an idle one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // What waited too long beside others is tried once more. What was wrong is not.
    retry: mode === 'long' ? 0 : { count: 1, condition: /timed? ?out/i },
  },
}));
