import type { Instant } from '../../calls/call.ts';
import { startOf, type Tally } from '../../calls/tallies/tally.ts';
import { dayMs, hourMs, weekMs } from '../../calls/time/durations.ts';
import type { Database } from '../engine/database.ts';
import { lockEndings } from '../engine/lock-endings.ts';
import { compareDay, compareEver, compareHour } from './counted.ts';
import { areFieldsKept } from './fields/counted-fields.ts';

export interface SpotCheck {
  /** How many hours, days and totals were counted again. */
  counted: number;
  /** The starts of those that are kept otherwise; 0 of the totals. */
  wrong: Instant[];
}

const recentHours = 6;

/** Counts a few hours of the last week, a day, chosen by chance, and all days, and compares them with what is kept. */
export async function spotCheck(db: Database, random: () => number): Promise<SpotCheck | null> {
  const { first, last } = await db
    .selectFrom('calls')
    .select((it) => [it.fn.min('ended_at').as('first'), it.fn.max('ended_at').as('last')])
    .executeTakeFirstOrThrow();
  if (first === null || last === null) return null;
  const between = (from: Instant) => from + random() * (last - from);
  const recent = Array.from({ length: recentHours }, () => between(Math.max(first, last - weekMs)));
  const day = startOf(between(first), dayMs);
  const ofDay = Array.from({ length: dayMs / hourMs }, (_, index) => day + index * hourMs);
  const hours = [...new Set([last, ...recent, ...ofDay].map((at) => startOf(at, hourMs)))];
  const wrong: Instant[] = [];
  for (const hour of hours) if (!(await isKept(db, 'hour', hour, compareHour))) wrong.push(hour);
  if (!(await isKept(db, 'day', day, compareDay))) wrong.push(day);
  if (!(await isKept(db, 'ever', 0, compareEver))) wrong.push(0);
  return { counted: hours.length + 2, wrong };
}

/** Nothing is saved meanwhile. */
function isKept(db: Database, length: Tally['length'], at: Instant, compare: typeof compareHour) {
  return db.transaction().execute(async (tx) => {
    await lockEndings(tx);
    const { isKept } = await compare(tx, at);
    return isKept && (length === 'ever' || (await areFieldsKept(tx, length, at)));
  });
}
