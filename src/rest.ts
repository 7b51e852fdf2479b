import type { Instant } from './calls/call.ts';
import type { Pass } from './runner.ts';

/** How passes with nothing to do are left alone. */
export interface RestOptions {
  now(): Instant;
  /** Another number whenever this process has written rows, or may have. */
  written(): number;
  /** For rows that came another way, as from another replica. */
  lookEveryMs: number;
}

export interface RestingPass {
  pass: Pass;
  /** Whether it may have something to do. */
  isDue(): boolean;
  /** It is due, whatever it said. */
  rouse(): void;
}

/** Ticks are this far apart at least; what falls due before the next one must not miss this one. */
const tickMs = 1_000;
const always = Number.NEGATIVE_INFINITY;
const never = Number.POSITIVE_INFINITY;

/**
 * A pass that says when it is next due is left alone until then. Whatever this process writes may be of its concern,
 * so that no list of who waits for which rows can be wrong.
 */
export function restBetweenRuns(pass: Pass, { now, written, lookEveryMs }: RestOptions): RestingPass {
  let until = always;
  let seen = written();

  async function run(signal: AbortSignal): Promise<void> {
    // What is written during the run may have come too late for it. One that fails is due at the next tick.
    const begun = { at: now(), written: written() };
    until = always;
    const due = await pass.run(signal);
    if (due === undefined) return;
    seen = begun.written;
    until = Math.min(due ?? never, begun.at + lookEveryMs);
  }

  return {
    pass: { ...pass, run },
    isDue: () => written() !== seen || now() + tickMs > until,
    rouse() {
      until = always;
    },
  };
}
