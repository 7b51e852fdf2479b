import type { Instant } from '../calls/call.ts';
import { type Activity, activityOf } from '../calls/incidents/activity.ts';
import type { Beginnings } from '../calls/incidents/beginnings.ts';
import type { Period } from '../calls/stats.ts';
import { dayMs, minuteMs } from '../calls/time/durations.ts';
import { type Database, writesTo } from '../store/engine/database.ts';
import { beginningsBetween } from '../store/figures/activity.ts';
import { KnownHours } from './known-hours.ts';
import { addsNothing, type Counted, isAsWritten } from './unchanged.ts';

/** Four weeks, and the hours that are looked at before the same time of the week. */
const daysKept = 30;

/** What ended in the last weeks: what is judged, counted as of a time. */
export type KnownActivity = ReturnType<typeof knownActivity>;

export function knownActivity(db: Database) {
  const hours = new KnownHours(db);
  const beginnings = new BeginningsByDay(db);
  const firstDay = (until: Instant) => dayOf(until) - (daysKept - 1) * dayMs;
  return {
    /** @param closely When each five minutes matter; those of the last hours are known in any case. */
    async activity(until: Instant, closely: Period[] = []): Promise<Activity> {
      const from = firstDay(until);
      return activityOf(await hours.between({ from, to: until }, closely), from, until);
    },
    /** When the calls began that ended since, as far back as those weeks. */
    beginnings: (since: Instant, until: Instant) =>
      beginnings.between(Math.max(dayOf(since), firstDay(until)), until),
  };
}

/**
 * Counted day by day and kept, while somebody wants to know it. Today and yesterday are counted each time, and of the
 * other days one, in turn, for calls that are found late; none while nothing is written.
 */
class BeginningsByDay {
  readonly #db: Database;
  readonly #known = new Map<Instant, Day>();

  constructor(db: Database) {
    this.#db = db;
  }

  async between(from: Instant, until: Instant): Promise<Beginnings[]> {
    const today = dayOf(until);
    const length = (today - from) / dayMs + 1;
    const days = Array.from({ length }, (_, index) => today - index * dayMs);
    const inTurn = days[Math.floor(until / minuteMs) % days.length];
    for (const day of this.#known.keys()) if (!days.includes(day)) this.#known.delete(day);
    for (const day of days) {
      const before = this.#known.get(day);
      const isKept = before !== undefined && day < today - dayMs && day !== inTurn;
      if (isKept || (before !== undefined && (await this.#isUnchanged(before, until)))) continue;
      const [to, written] = [Math.min(day + dayMs, until), writesTo(this.#db)];
      this.#known.set(day, { day, to, written, counted: await beginningsBetween(this.#db, day, to) });
    }
    return [...this.#known.values()].flatMap(({ counted }) => counted);
  }

  async #isUnchanged(day: Day, until: Instant): Promise<boolean> {
    const to = Math.min(day.day + dayMs, until);
    return day.to === to ? isAsWritten(this.#db, day) : addsNothing(this.#db, day, to);
  }
}

/** Counted until its end, or until then. */
interface Day extends Counted {
  day: Instant;
  counted: Beginnings[];
}

function dayOf(at: Instant): Instant {
  return Math.floor(at / dayMs) * dayMs;
}
