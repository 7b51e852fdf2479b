import type { Reading, Sweep } from './reading.ts';
import { depthOf, type Walk } from './walk.ts';

/** What sweeps need to know of the list. */
export interface Extent {
  /** Rows in the list, or in the part of it that may be read. */
  rows: number;
  /** The part is all there is. */
  whole: boolean;
  /** Rows per page. */
  size: number;
}

/**
 * The n-th sweep goes down 4^z units, z being the trailing zeros of n in base four, so depth d is looked at about every
 * d / unit passes and the whole costs but a few pages a pass. A sweep begins every other pass, since the head shows
 * the first pages anyway. The deepest level goes to the end of the list and takes in all that would be deeper.
 */
export function beginSweep(reading: Reading, head: Walk, extent: Extent): void {
  if (reading.pass % 2 === 1) return;
  const unit = unitOf(reading, extent.size);
  const deepest = Math.max(0, Math.round(Math.log2(extent.rows / unit) / 2));
  const level = Math.min(deepest, Math.floor(trailingZeroBits(reading.pass / 2) / 2));
  if (reading.sweeps.some((sweep) => sweep.level === level)) return;
  const toTheEnd = level === deepest && extent.whole;
  const bottom = toTheEnd ? null : reading.arrivals - Math.min(unit * 4 ** level, extent.rows);
  reading.sweeps.push({ level, since: reading.pass, walk: head, bottom, unanswered: 0 });
}

/**
 * Rows that a row can sink in the two passes between sweeps, and half as many again: with less, a row that
 * changes just behind a sweep would stay ahead of every later one. At least two pages.
 */
function unitOf(reading: Reading, size: number): number {
  return Math.max(2 * size, 3 * reading.arrivalsPerPass);
}

function trailingZeroBits(value: number): number {
  return Math.log2(value & -value);
}

const restPages = 8;
const mostPages = 64;

/** Pages that all sweeps together may read in one pass: more where more arrives, or they would lose the race. */
export function sweepPages(reading: Reading, size: number): number {
  return Math.min(mostPages, Math.round((restPages * unitOf(reading, size)) / (2 * size)));
}

/** The one with the least left to read; in every fourth pass the oldest, so that a busy list starves none. */
export function nextSweep(reading: Reading, extent: Extent): Sweep | undefined {
  const rank =
    reading.pass % 4 === 1 ? (it: Sweep) => it.since : (it: Sweep) => rowsLeft(it, reading.arrivals, extent);
  return reading.sweeps.toSorted((a, b) => rank(a) - rank(b))[0];
}

export function rowsLeft({ walk, bottom }: Sweep, arrivals: number, { rows }: Extent): number {
  const depth = depthOf(walk, arrivals);
  // How long the list is, is an estimate; its last page says where it ends.
  return bottom === null ? Math.max(1, rows - depth) : arrivals - bottom - depth;
}
