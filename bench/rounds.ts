import type { Measured } from './row.ts';

export function median(values: number[]): number {
  return percentile(values, 0.5);
}

/** By nearest rank. */
export function percentile(values: number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

/** The figure of several rounds, with its spread. */
export function ofRounds(values: number[]): Measured {
  return { value: median(values), spread: [Math.min(...values), Math.max(...values)] };
}

export async function msOf(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
