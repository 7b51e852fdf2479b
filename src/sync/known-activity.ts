import type { Instant } from '../calls/call.ts';
import { type Activity, activityOf, type Slice } from '../calls/incidents/activity.ts';
import { dayMs, minuteMs } from '../calls/time/durations.ts';
import type { Database } from '../store/engine/database.ts';
import { slicesBetween } from '../store/figures/activity.ts';

/** Four weeks, and the hours that are looked at before the same time of the week. */
const daysKept = 30;

/** What ended in the last weeks, up to a time. */
export type ActivityUntil = (until: Instant) => Promise<Activity>;

/**
 * Counted day by day and kept, since the weeks as a whole may hold a million calls. Today and yesterday are counted
 * each time, and of the other days one, in turn, for calls that are found late.
 */
export function knownActivity(db: Database): ActivityUntil {
  const known = new Map<Instant, Slice[]>();
  return async (until) => {
    const today = Math.floor(until / dayMs) * dayMs;
    const days = Array.from({ length: daysKept }, (_, index) => today - index * dayMs);
    const inTurn = days[Math.floor(until / minuteMs) % days.length];
    for (const day of known.keys()) if (!days.includes(day)) known.delete(day);
    for (const day of days) {
      const isKept = known.has(day) && day < today - dayMs && day !== inTurn;
      if (!isKept) known.set(day, await slicesBetween(db, day, Math.min(day + dayMs, until)));
    }
    return activityOf([...known.values()].flat(), today - (daysKept - 1) * dayMs, until);
  };
}
