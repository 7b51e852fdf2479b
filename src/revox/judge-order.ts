import type { Instant } from '../calls/call.ts';
import type { ListedRow } from '../sync/call-list.ts';
import type { Order } from './dialect.ts';

/** Four pairs in five: calls that waited long before they were dialled stand out of order in any list. */
const clearShare = 0.8;

/** Which way the times run within one page; null when there are too few, or they say both. */
export function judgeOrder(rows: ListedRow[]): Order | null {
  const times = spread(timesOf(rows));
  return verdict(times, times, (index) => index + 1);
}

/** Which way they run from one page to a later one, whatever they do within each. */
export function judgeOrderBetween(rows: ListedRow[], laterRows: ListedRow[]): Order | null {
  return verdict(spread(timesOf(rows)), spread(timesOf(laterRows)), () => 0);
}

/** Counts as it goes: every page is judged, and has thousands of pairs. */
function verdict(times: Instant[], others: Instant[], firstOf: (index: number) => number): Order | null {
  let [rising, falling] = [0, 0];
  for (const [index, time] of times.entries())
    for (let other = firstOf(index); other < others.length; other += 1) {
      const step = (others[other] as Instant) - time;
      if (step > 0) rising += 1;
      if (step < 0) falling += 1;
    }
  if (rising + falling === 0) return null;
  if (falling >= clearShare * (rising + falling)) return 'newest-first';
  return rising >= clearShare * (rising + falling) ? 'oldest-first' : null;
}

/** Each is compared with each, so that of a page of many thousand rows these must do. */
const mostCompared = 100;

function spread(times: Instant[]): Instant[] {
  if (times.length <= mostCompared) return times;
  const step = (times.length - 1) / (mostCompared - 1);
  return Array.from({ length: mostCompared }, (_, index) => times[Math.round(index * step)] as Instant);
}

function timesOf(rows: ListedRow[]): Instant[] {
  return rows
    .map((row) =>
      row.kind === 'call' ? (row.call.startedAt ?? row.call.answeredAt ?? row.call.endedAt) : null,
    )
    .filter((time) => time !== null);
}
