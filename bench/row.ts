/** A figure of the report, and what must hold of it. */
export interface Promised {
  /** What is measured, in a few words. */
  figure: string;
  unit: string;
  budget?: Budget;
  mostHeldMs?: number;
  /** Set where only one of the databases has this figure. */
  onlyOn?: StoreName;
}

export interface Measured {
  /** The median of all rounds, where there were several. */
  value: number;
  /** The lowest and highest of the rounds. */
  spread?: [number, number];
  /** The same of whatever it is compared with, measured in turn with it. */
  floor?: number;
  /** For how long at most the event loop was held meanwhile. */
  heldMs?: number;
}

/** By the words of the figure. */
export type Figures = Record<string, Measured>;

export interface Row extends Promised {
  /** Null where there was nothing to measure. */
  measured: Measured | null;
}

export interface Budget {
  /** Of the figure itself, or of how many times the floor it is. */
  of: 'value' | 'ratio';
  most?: number;
  least?: number;
}

export type StoreName = 'sqlite' | 'postgres';

export interface BenchResult {
  bench: string;
  store: StoreName;
  rows: Row[];
  seconds: number;
  /** It ended without its figures. */
  failed: boolean;
}

/** Every promised figure with what was measured. A figure that nobody promised is a mistake in the bench. */
export function besidePromises(promises: Promised[], found: Figures, store: StoreName): Row[] {
  const strange = Object.keys(found).filter((name) => !promises.some(({ figure }) => figure === name));
  if (strange.length > 0) throw new Error(`not in promises.ts: ${strange.join(', ')}`);
  return promises
    .filter(({ onlyOn = store }) => onlyOn === store)
    .map((promised) => ({ ...promised, measured: found[promised.figure] ?? null }));
}

export function ratioOf({ measured }: Row): number | null {
  const { value, floor = 0 } = measured ?? { value: 0 };
  return floor === 0 ? null : value / floor;
}

export type Verdict = 'kept' | 'MISSED' | 'not measured';

/** Null where nothing was promised. */
export function verdictOf(row: Row): Verdict | null {
  const { budget, measured, mostHeldMs } = row;
  if (budget === undefined && mostHeldMs === undefined) return null;
  if (measured === null) return 'not measured';
  const isHeld = (measured.heldMs ?? 0) > (mostHeldMs ?? Number.POSITIVE_INFINITY);
  return isKept(row, measured) && !isHeld ? 'kept' : 'MISSED';
}

function isKept(row: Row, { value }: Measured): boolean {
  if (row.budget === undefined) return true;
  const { of, most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY } = row.budget;
  const judged = of === 'value' ? value : ratioOf(row);
  return judged !== null && judged <= most && judged >= least;
}

export const atMost = (most: number): Budget => ({ of: 'value', most });
export const atLeast = (least: number): Budget => ({ of: 'value', least });
export const atMostTimes = (most: number): Budget => ({ of: 'ratio', most });
