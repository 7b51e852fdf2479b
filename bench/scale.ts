/** How large everything is. */
export interface Scale {
  name: 'full' | 'smoke';
  /** Stored calls. */
  calls: number;
  /** How long a process stands before it is said to be at rest. */
  restMs: number;
  /** A number of things to do: all of them, or at least a few. */
  of(count: number, fewest?: number): number;
}

/** @param restMinutes Of the full size. */
export function scaleOf(name: 'full' | 'smoke', restMinutes = 10): Scale {
  if (name === 'full') return { name, calls: 1_000_000, restMs: restMinutes * 60_000, of: (count) => count };
  const of = (count: number, fewest = 2) => Math.max(fewest, Math.round(count / 300));
  return { name, calls: 1_000, restMs: 200, of };
}
