import type { Period } from '../stats.ts';
import { dayMs, hourMs } from '../time/durations.ts';
import { startOf, type Tally } from './tally.ts';

/** A time, with a number for what is counted in it. Several may have the same number. */
export interface Stretch extends Period {
  of: number;
}

export interface WholeTimes {
  /** Whole days and hours of UTC, as they are kept. */
  whole: (Stretch & { length: Length })[];
  /** What is left at the ends. */
  ragged: Stretch[];
}

type Length = Exclude<Tally['length'], 'ever'>;

/** Each in as few pieces as can be. */
export function inWholeTimes(stretches: Stretch[], lengths: Length[]): WholeTimes {
  const times: WholeTimes = { whole: [], ragged: [] };
  for (const stretch of stretches) take(stretch, lengths, times);
  return times;
}

const lengthsMs = { day: dayMs, hour: hourMs };

function take(stretch: Stretch, [length, ...shorter]: Length[], times: WholeTimes): void {
  if (stretch.from >= stretch.to) return;
  if (length === undefined) {
    times.ragged.push(stretch);
    return;
  }
  const from = startOf(stretch.from + lengthsMs[length] - 1, lengthsMs[length]);
  const to = startOf(stretch.to, lengthsMs[length]);
  if (from >= to) {
    take(stretch, shorter, times);
    return;
  }
  times.whole.push({ ...stretch, from, to, length });
  take({ ...stretch, to: from }, shorter, times);
  take({ ...stretch, from: to }, shorter, times);
}
