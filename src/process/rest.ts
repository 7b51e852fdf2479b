import type { Instant } from '../calls/call.ts';
import type { Pass } from './runner.ts';

/** How passes with nothing to do are left alone. */
export interface RestOptions {
  now(): Instant;
  /** Another number whenever this process has written rows, or may have. */
  written(): number;
  /** For rows that came another way, as from another replica. */
  lookEveryMs: number;
}

export type RestingPass = ReturnType<typeof restBetweenRuns>;

/**
 * So late may rows of another replica be seen to where that one died, as long as no lease of it holds the pass: else it
 * sees to them itself. With SQLite nobody else writes.
 */
export const lookEveryMs = { amongReplicas: 10_000, alone: 60_000 };

/** Ticks are this far apart at least; what falls due before the next one must not miss this one. */
const tickMs = 1_000;
const always = Number.NEGATIVE_INFINITY;
const never = Number.POSITIVE_INFINITY;

/**
 * A pass that says when it is next due is left alone until then. Whatever this process writes may be of its concern,
 * so that no list of who waits for which rows can be wrong. For what others write it looks now and then.
 */
export function restBetweenRuns(pass: Pass, { now, written, lookEveryMs }: RestOptions) {
  let until = always;
  let lookAt = always;
  let seen = written();

  async function run(signal: AbortSignal): Promise<void> {
    // What is written during the run may have come too late for it. One that fails is due at the next tick.
    const begun = { at: now(), written: written() };
    until = always;
    const due = await pass.run(signal);
    if (due === undefined) return;
    seen = begun.written;
    until = due ?? never;
    lookAt = begun.at + lookEveryMs;
  }

  /** Whether it may have something to do. Asks the pass itself at a look only. */
  async function isDue(): Promise<boolean> {
    if (written() !== seen || isNear(until)) return true;
    return isNear(lookAt) && (await look());
  }

  /** Whether it turns out to be due. A look that fails is a failure of the pass, which runs at the next tick. */
  async function look(): Promise<boolean> {
    if (pass.look === undefined) return true;
    // So that the ticks meanwhile do not look too.
    lookAt = now() + lookEveryMs;
    try {
      const due = await pass.look();
      // It was roused meanwhile, or what it knew comes first.
      until = due === undefined ? always : Math.min(until, due ?? never);
    } catch (error) {
      until = always;
      throw error;
    }
    return isNear(until);
  }

  const isNear = (at: Instant) => now() + tickMs > at;

  return {
    pass: { ...pass, run },
    isDue,
    /** It is due, whatever it said. */
    rouse(): void {
      until = always;
    },
  };
}
