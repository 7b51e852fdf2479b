export interface Counted {
  page: number;
  rows: number;
}

/**
 * How many rows a full page holds, once `now` was read after `before`. A server may cap the size we ask for
 * without a word:
 * what gives it away is that a page with fewer rows is followed by another one.
 */
export function fullSizeAfter(known: number | null, before: Counted | null, now: Counted): number | null {
  const [earlier, later] = before && before.page < now.page ? [before, now] : [now, before];
  const neighbours = later !== null && later.page === earlier.page + 1 && later.rows > 0 && earlier.rows > 0;
  if (neighbours && later.rows <= earlier.rows) return earlier.rows;
  if (neighbours) return Math.max(known ?? 0, later.rows);
  return known === null ? null : Math.max(known, now.rows);
}
