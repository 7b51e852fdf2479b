import type { Logger } from './log.ts';

/** A pass that has not ended after the first is said to hang; after the second the process ends, to be restarted. */
export interface HangLimits {
  saidAfterMs: number;
  endsAfterMs: number;
}

/** Every request of a pass has a limit of its own and passes are short, so that neither is met while all is well. */
export const hangLimits: HangLimits = { saidAfterMs: 5 * 60_000, endsAfterMs: 15 * 60_000 };

export type HangWatch = ReturnType<typeof createHangWatch>;
export type Hanging = ReturnType<HangWatch['hanging']>[number];

interface WatchOptions {
  log: Logger;
  limits?: HangLimits | undefined;
  onHang?: ((pass: string) => void) | undefined;
  /** Nothing but a fresh process helps. */
  onGivenUp?: ((error: Error) => void) | undefined;
}

export function createHangWatch({ log, limits = hangLimits, onHang, onGivenUp }: WatchOptions) {
  const runs = new Set<{ pass: string; since: number; isSaid: boolean }>();

  return {
    /** @returns what is called when the run is over. */
    begin(pass: string, patience = 1): () => void {
      const saidAfterMs = limits.saidAfterMs * patience;
      const endsAfterMs = limits.endsAfterMs * patience;
      const run = { pass, since: performance.now(), isSaid: false };
      runs.add(run);
      const saying = setTimeout(() => {
        run.isSaid = true;
        onHang?.(pass);
        log.error({ pass, lateMs: saidAfterMs }, 'a pass hangs');
      }, saidAfterMs).unref();
      const ending = setTimeout(() => {
        onGivenUp?.(new Error(`the pass “${pass}” has hung for ${Math.round(endsAfterMs / 1_000)} s`));
      }, endsAfterMs).unref();
      return () => {
        runs.delete(run);
        clearTimeout(saying);
        clearTimeout(ending);
      };
    },
    hanging: () =>
      [...runs]
        .filter(({ isSaid }) => isSaid)
        .map(({ pass, since }) => ({ pass, forMs: performance.now() - since })),
  };
}
