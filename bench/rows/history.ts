import { rowText } from './sample-row.ts';

/** Calls of a month, by serial number: 0 is the oldest. Nothing is kept, each is made when asked for. */
export interface History {
  calls: number;
  /** The moment after the last one. */
  until: number;
  /** One call in ten ended on this day; all others are alike. */
  busyDay: string;
  endedAt(serial: number): number;
  row(serial: number): string;
}

const dayMs = 24 * 3_600_000;
const days = 30;
const busyShare = 0.1;
/** A noon in UTC, so that “today” has calls too. */
export const usualNoon = Date.UTC(2026, 2, 31, 12);

/** @param first What the serial numbers start at: other numbers are other calls. */
export function history(calls: number, until = usualNoon, first = 0): History {
  const busyFrom = Math.floor(until / dayMs) * dayMs - 2 * dayMs;
  const endedAt = (serial: number) => Math.floor(placeOf(serial / calls, until, busyFrom));
  return {
    calls,
    until,
    busyDay: new Date(busyFrom).toISOString().slice(0, 10),
    endedAt,
    row: (serial) => rowText(first + serial, endedAt(serial)),
  };
}

/** By when this part of all calls had ended. */
function placeOf(part: number, until: number, busyFrom: number): number {
  const since = until - days * dayMs;
  const quietMs = (days - 1) * dayMs;
  const shareBefore = ((1 - busyShare) * (busyFrom - since)) / quietMs;
  if (part < shareBefore) return since + (part / (1 - busyShare)) * quietMs;
  if (part < shareBefore + busyShare) return busyFrom + ((part - shareBefore) / busyShare) * dayMs;
  return since + ((part - busyShare) / (1 - busyShare)) * quietMs + dayMs;
}
