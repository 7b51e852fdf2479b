/** Preloaded into a process whose limits of minutes a test waits for: they pass 100 times as fast. */
const realTimeout = globalThis.setTimeout;

function hurried(run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) {
  return realTimeout(run, ms !== undefined && ms >= 300_000 ? ms / 100 : ms, ...args);
}

// Who promises a timer asks the real one for its form.
globalThis.setTimeout = Object.assign(hurried, realTimeout) as typeof setTimeout;
