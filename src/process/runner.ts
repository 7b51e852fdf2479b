import type { Instant } from '../calls/call.ts';
import type { Coordination } from '../store/engine/coordination.ts';
import type { HangWatch } from './hang-watch.ts';
import type { Logger } from './log.ts';

/** When there is something to do again: null where only new rows can bring it, undefined where nobody knows. */
// biome-ignore lint/suspicious/noConfusingVoidType: most passes say nothing.
export type Due = Instant | null | undefined | void;

/** A bounded piece of work that can be run twice without harm. */
export interface Pass {
  name: string;
  /** Six fields, in UTC, where no hour is skipped or repeated. */
  cron: string;
  /** The signal aborts when the process stops or another replica took the pass over: finish what is begun. */
  run(signal: AbortSignal): Promise<Due>;
  /**
   * Says the same as `run`, and does nothing: so a pass that rests finds out cheaply whether others left something for
   * it. Without this it runs.
   */
  look?(): Promise<Due>;
  /** Not shared out between replicas: every one of them runs it. */
  everyReplica?: boolean;
  /** How many times longer than others it may take. */
  patience?: number;
}

export interface RunnerOptions {
  log: Logger;
  /** When several replicas share the store. */
  coordination?: Coordination | undefined;
  /** Called after every run that took place. */
  onRun?: ((pass: string, result: 'ok' | 'failed', durationMs: number) => void) | undefined;
  /** Called when a run begins, and when it ends. */
  hangs?: HangWatch | undefined;
  /** How soon a pass that was woken while another replica ran it is tried again. */
  retryMs?: number | undefined;
}

export type Runner = ReturnType<typeof createRunner>;

/** Runs one pass, never twice at the same time. */
export function createRunner(pass: Pass, options: RunnerOptions) {
  const { retryMs = 2000, onRun } = options;
  const failures = reportFailures(pass.name, options.log);
  const stopping = new AbortController();
  let current: Promise<boolean> | null = null;
  let following: Promise<boolean> | null = null;
  let retry: NodeJS.Timeout | undefined;

  function begin(woken: boolean): Promise<boolean> {
    clearTimeout(retry);
    current = run(woken).finally(() => {
      current = null;
    });
    return current;
  }

  async function run(woken: boolean): Promise<boolean> {
    const startedAt = performance.now();
    const took = () => performance.now() - startedAt;
    const over = options.hangs?.begin(pass.name, pass.patience);
    try {
      const ran = await runAlone(pass, options.coordination, stopping);
      if (!ran && woken) retry = setTimeout(wake, retryMs);
      if (!ran) return false;
      failures.over();
      onRun?.(pass.name, 'ok', took());
    } catch (error) {
      failures.failed(error);
      onRun?.(pass.name, 'failed', took());
    } finally {
      over?.();
    }
    return true;
  }

  /** Runs unless it runs already. */
  async function tick(): Promise<void> {
    if (!stopping.signal.aborted) await (current ?? begin(false));
  }

  /**
   * Runs now, or once more after the present run, which may have read the list too early to see why it was woken.
   * @returns false when another replica runs it
   */
  function wake(): Promise<boolean> {
    if (stopping.signal.aborted) return Promise.resolve(true);
    if (current === null) return begin(true);
    following ??= current.then(() => {
      following = null;
      return wake();
    });
    return following;
  }

  return {
    tick,
    wake,
    /** Starts nothing more, and resolves when nothing runs. */
    async stop(): Promise<void> {
      stopping.abort();
      clearTimeout(retry);
      await current;
    },
    failed: failures.failed,
  };
}

/** False when another replica runs it. */
async function runAlone(pass: Pass, coordination: Coordination | undefined, stopping: AbortController) {
  if (coordination === undefined || pass.everyReplica) {
    await pass.run(stopping.signal);
    return true;
  }
  return coordination.exclusively(pass.name, (lost) => runUntilEither(pass, stopping.signal, lost));
}

/** By hand, since `AbortSignal.any` would leave something on the long-lived signal with every run. */
async function runUntilEither(pass: Pass, ...signals: AbortSignal[]): Promise<void> {
  const either = new AbortController();
  const abort = () => either.abort();
  for (const signal of signals) signal.addEventListener('abort', abort);
  if (signals.some((signal) => signal.aborted)) abort();
  try {
    await pass.run(either.signal);
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  }
}

/** A pass that runs every second and fails for an hour is one line when it begins and one when it is over. */
function reportFailures(pass: string, log: Logger) {
  let last: string | null = null;
  let count = 0;
  return {
    failed(error: unknown) {
      count++;
      const problem = String(error);
      if (problem === last) return;
      last = problem;
      log.error({ pass, err: error }, 'a pass failed and will be retried');
    },
    over() {
      if (last !== null) log.info({ pass, failures: count }, 'the pass works again');
      last = null;
      count = 0;
    },
  };
}
