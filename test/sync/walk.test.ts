import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { connects, type PageSeen, pagesToTry, startWalk, type Walk, walkOn } from '../../src/sync/walk.ts';

/** Rows are numbered from the oldest, 0. */
class NumberedList {
  rows: number;
  readonly #size: number;

  constructor(rows: number, size: number) {
    this.rows = rows;
    this.#size = size;
  }

  read(index: number): PageSeen {
    const from = this.rows - 1 - index * this.#size;
    const numbers = Array.from({ length: this.#size }, (_, place) => from - place).filter((row) => row >= 0);
    const rows = numbers.map((row) => ({ key: String(row), novelty: 'known' as const, open: false }));
    return { rows, size: this.#size, last: from < this.#size };
  }
}

/** One visit: arrivals are counted, some more come in, a few pages are read, and some come in between these. */
interface Visit {
  counted: number;
  uncounted: number;
  between: number;
  pages: number;
}

/** @returns the rows read on the way down, and how many pages that took; null when it did not get to the end. */
function walkDown(list: NumberedList, size: number, visits: Visit[]) {
  const read = new Set<string>();
  let walk: Walk = startWalk(0);
  let [arrivals, uncounted, requests] = [0, 0, 0];
  for (const visit of visits) {
    list.rows += visit.counted;
    // What came in since the last count is counted now, though some of it was there when the walk last read.
    arrivals += visit.counted + uncounted;
    list.rows += visit.uncounted;
    uncounted = visit.uncounted;
    for (let pages = 0; pages < visit.pages; pages += 1) {
      for (const index of pagesToTry(walk, arrivals, size)) {
        const page = list.read(index);
        requests += 1;
        if (!connects(walk, index, page)) continue;
        for (const row of page.rows) read.add(row.key);
        walk = walkOn(walk, index, page, arrivals);
        if (page.last) return { read, requests };
        break;
      }
      list.rows += visit.between;
      uncounted += visit.between;
    }
  }
  return null;
}

describe('a walk down the list', () => {
  it('skips no row, however many calls come in before, while and after it reads', () => {
    const visits = fc.array(
      fc.record({
        counted: fc.nat(400),
        uncounted: fc.nat(100),
        between: fc.nat(30),
        pages: fc.integer({ min: 1, max: 12 }),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(fc.nat(3000), fc.constantFrom(10, 25, 100), visits, (rows, size, some) => {
        const untilTheEnd = { counted: 0, uncounted: 0, between: 0, pages: 10_000 };
        const result = walkDown(new NumberedList(rows, size), size, [...some, untilTheEnd]);
        const skipped = Array.from({ length: rows }, (_, row) => String(row)).filter(
          (row) => !result?.read.has(row),
        );
        expect(skipped).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('gets to the end though several pages come in for every few it reads', () => {
    const visits = Array.from({ length: 200 }, () => ({ counted: 430, uncounted: 20, between: 2, pages: 6 }));
    const result = walkDown(new NumberedList(10_000, 100), 100, visits);
    expect(result?.requests).toBeLessThan(200);
  });

  it('costs one request a page where nothing comes in', () => {
    const result = walkDown(new NumberedList(10_000, 100), 100, Array(50).fill({ ...still, pages: 3 }));
    expect(result?.requests).toBe(100);
  });
});

const still = { counted: 0, uncounted: 0, between: 0 };
