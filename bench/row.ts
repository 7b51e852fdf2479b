/** One measured figure. */
export interface Row {
  /** What is measured, in a few words. */
  figure: string;
  /** The median of all rounds, where there were several. */
  value: number;
  unit: string;
  /** The lowest and highest of the rounds. */
  spread?: [number, number];
  /** The same of whatever it is compared with, measured in turn with it. */
  floor?: number;
  /** For how long at most the event loop was held meanwhile. */
  heldMs?: number;
  /** What must hold. */
  budget?: Budget;
  mostHeldMs?: number;
}

export interface Budget {
  /** Of the figure itself, or of how many times the floor it is. */
  of: 'value' | 'ratio';
  most?: number;
  least?: number;
}

export interface BenchResult {
  bench: string;
  store: 'sqlite' | 'postgres';
  rows: Row[];
  seconds: number;
}

export function ratioOf({ value, floor }: Row): number | null {
  return floor === undefined || floor === 0 ? null : value / floor;
}

/** Null where nothing was promised. */
export function passes(row: Row): boolean | null {
  const { budget, heldMs = 0, mostHeldMs } = row;
  if (budget === undefined && mostHeldMs === undefined) return null;
  return isKept(row, budget) && heldMs <= (mostHeldMs ?? Number.POSITIVE_INFINITY);
}

function isKept(row: Row, budget: Budget | undefined): boolean {
  if (budget === undefined) return true;
  const { of, most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY } = budget;
  const judged = of === 'value' ? row.value : ratioOf(row);
  return judged !== null && judged <= most && judged >= least;
}

export const atMost = (most: number): Budget => ({ of: 'value', most });
export const atLeast = (least: number): Budget => ({ of: 'value', least });
export const atMostTimes = (most: number): Budget => ({ of: 'ratio', most });
