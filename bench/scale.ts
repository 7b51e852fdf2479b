/** How large everything is. */
export interface Scale {
  name: 'full' | 'smoke';
  /** Stored calls. */
  calls: number;
  /** A number of things to do: all of them, or at least a few. */
  of(count: number, fewest?: number): number;
}

export function scaleOf(name: 'full' | 'smoke'): Scale {
  if (name === 'full') return { name, calls: 1_000_000, of: (count) => count };
  return { name, calls: 3_000, of: (count, fewest = 2) => Math.max(fewest, Math.round(count / 300)) };
}
