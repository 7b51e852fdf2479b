import type { Instant } from '../calls/call.ts';
import { type Activity, activityOf } from '../calls/incidents/activity.ts';
import type { Beginnings } from '../calls/incidents/beginnings.ts';
import { dayMs, minuteMs } from '../calls/time/durations.ts';
import type { Database } from '../store/engine/database.ts';
import { beginningsBetween, slicesBetween } from '../store/figures/activity.ts';

/** Four weeks, and the hours that are looked at before the same time of the week. */
const daysKept = 30;

/** What is judged, counted as of a time. */
export interface KnownActivity {
  /** What ended in the last weeks. */
  activity(until: Instant): Promise<Activity>;
  /** When the calls began that ended since, as far back as those weeks. */
  beginnings(since: Instant, until: Instant): Promise<Beginnings[]>;
}

export function knownActivity(db: Database): KnownActivity {
  const slices = countedByDay((from, to) => slicesBetween(db, from, to));
  const beginnings = countedByDay((from, to) => beginningsBetween(db, from, to));
  return {
    async activity(until) {
      const from = dayOf(until) - (daysKept - 1) * dayMs;
      return activityOf(await slices(from, until), from, until);
    },
    beginnings: (since, until) =>
      beginnings(Math.max(dayOf(since), dayOf(until) - (daysKept - 1) * dayMs), until),
  };
}

/**
 * Counted day by day and kept, since the weeks as a whole may hold a million calls. Today and yesterday are counted
 * each time, and of the other days one, in turn, for calls that are found late.
 */
function countedByDay<Counted>(countBetween: (from: Instant, to: Instant) => Promise<Counted[]>) {
  const known = new Map<Instant, Counted[]>();
  return async (from: Instant, until: Instant): Promise<Counted[]> => {
    const today = dayOf(until);
    const length = (today - from) / dayMs + 1;
    const days = Array.from({ length }, (_, index) => today - index * dayMs);
    const inTurn = days[Math.floor(until / minuteMs) % days.length];
    for (const day of known.keys()) if (!days.includes(day)) known.delete(day);
    for (const day of days) {
      const isKept = known.has(day) && day < today - dayMs && day !== inTurn;
      if (!isKept) known.set(day, await countBetween(day, Math.min(day + dayMs, until)));
    }
    return [...known.values()].flat();
  };
}

function dayOf(at: Instant): Instant {
  return Math.floor(at / dayMs) * dayMs;
}
