import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long rows are read before other work runs. */
const turnMs = 10;

/** For loops over many rows: `if (pauses.isDue()) await pauses.take();` in each of them. */
export function createPauses() {
  let turnBegan = performance.now();
  return {
    isDue: () => performance.now() - turnBegan >= turnMs,
    async take(): Promise<void> {
      await nextTurn();
      turnBegan = performance.now();
    },
  };
}
