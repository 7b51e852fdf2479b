import { rowText } from './sample-row.ts';

/** Calls of a year, by serial number: 0 is the oldest. Nothing is kept, each is made when asked for. */
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
/** Most of them ended in the last two months, so that a month and the month before have about as many. */
const days = { all: 365, recent: 60 };
const shares = { before: 0.1, busy: 0.1 };
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
  const recentFrom = until - days.recent * dayMs;
  if (part < shares.before) return recentFrom - (1 - part / shares.before) * (days.all - days.recent) * dayMs;
  const quietMs = (days.recent - 1) * dayMs;
  const share = 1 - shares.before - shares.busy;
  const quietPart = (part - shares.before) / share;
  const busyPart = (busyFrom - recentFrom) / quietMs;
  if (quietPart < busyPart) return recentFrom + quietPart * quietMs;
  const intoBusy = (part - shares.before - busyPart * share) / shares.busy;
  if (intoBusy < 1) return busyFrom + intoBusy * dayMs;
  return recentFrom + (quietPart - shares.busy / share) * quietMs + dayMs;
}
