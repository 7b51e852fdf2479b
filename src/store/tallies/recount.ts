import type { Instant } from '../../calls/call.ts';
import { keyOf, startOf, type Tally } from '../../calls/tallies/tally.ts';
import { dayMs, hourMs } from '../../calls/time/durations.ts';
import { type Database, type Store, yieldToOthers } from '../engine/database.ts';
import { lockEndings } from '../engine/lock-endings.ts';
import { idsOf } from './combinations.ts';
import { type Compared, compareDay, compareEver, compareHour } from './counted.ts';
import { correctFields } from './fields/counted-fields.ts';
import { forgetStrayFieldTallies, recountNames } from './fields/recount-names.ts';
import { rowOf, writeTallies } from './keep-tallies.ts';

export interface Recounted {
  days: number;
  calls: number;
  /** The days of which something was kept that was not what is counted. */
  corrected: Instant[];
  /** Whether the totals of all days were wrong, and are corrected. */
  isEverCorrected: boolean;
}

/**
 * Counts all stored calls again and corrects what is kept. Each hour is a transaction of its own, and calls are saved
 * in between. Nothing is lost by a kill: the next run looks at everything again.
 */
export async function recount(db: Database): Promise<Recounted> {
  const done: Recounted = { days: 0, calls: 0, corrected: [], isEverCorrected: false };
  await forgetStrayFieldTallies(db);
  for (let day = await nextOf(db, null, dayMs); day !== null; day = await nextOf(db, day + dayMs, dayMs)) {
    const { calls, isKept } = await recountDay(db, day);
    done.days += 1;
    done.calls += calls;
    if (!isKept) done.corrected.push(day);
  }
  // What is saved meanwhile is added to the days and to this.
  done.isEverCorrected = !(await correct(db, 'ever', 0, compareEver)).isKept;
  await forgetUnused(db);
  await recountNames(db);
  return done;
}

/** The first hour or day from then on, or of all, in which a call ended or of which something is kept. */
async function nextOf(db: Database, from: Instant | null, lengthMs: number): Promise<Instant | null> {
  const ended = db
    .selectFrom('calls')
    .select((it) => it.fn.min('ended_at').as('at'))
    .$if(from !== null, (it) => it.where('ended_at', '>=', from));
  const kept = (length: Tally['length']) =>
    db
      .selectFrom('tallies')
      .select((it) => it.fn.min('at').as('at'))
      .where('length', '=', length)
      .$if(from !== null, (it) => it.where('at', '>=', from as Instant));
  const times: Instant[] = [];
  for (const first of [ended, kept('hour'), kept('day')]) {
    const { at } = await first.executeTakeFirstOrThrow();
    if (at !== null) times.push(Number(at));
  }
  return times.length === 0 ? null : startOf(Math.min(...times), lengthMs);
}

async function recountDay(db: Database, day: Instant): Promise<{ calls: number; isKept: boolean }> {
  let areKept = true;
  const nextHour = async (from: Instant) => (await nextOf(db, from, hourMs)) ?? day + dayMs;
  for (let hour = await nextHour(day); hour < day + dayMs; hour = await nextHour(hour + hourMs)) {
    const { isKept } = await correct(db, 'hour', hour, compareHour);
    areKept &&= isKept;
    await yieldToOthers(db);
  }
  // The hours are right by now, and what is saved meanwhile is added to both.
  const { counted, isKept } = await correct(db, 'day', day, compareDay);
  return { calls: counted.reduce((sum, { calls }) => sum + calls, 0), isKept: areKept && isKept };
}

function correct(
  db: Database,
  length: Tally['length'],
  at: Instant,
  compare: (tx: Store, at: Instant) => Promise<Compared>,
): Promise<Compared> {
  return db.transaction().execute(async (tx) => {
    await lockEndings(tx);
    const { counted, isKept } = await compare(tx, at);
    if (!isKept) {
      await tx.deleteFrom('tallies').where('length', '=', length).where('at', '=', at).execute();
      await addRows(tx, counted);
    }
    const areFieldsKept = length === 'ever' || (await correctFields(tx, length, at));
    return { counted, isKept: isKept && areFieldsKept };
  });
}

async function addRows(tx: Store, tallies: Tally[]): Promise<void> {
  const combinations = tallies.map(({ combination }) => combination);
  const ids = await idsOf(tx, combinations);
  const rows = tallies.map((tally) => rowOf(tally, ids.get(keyOf(tally.combination)) as number));
  await writeTallies(tx, rows);
}

/** Of calls that changed since. */
function forgetUnused(db: Database): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await lockEndings(tx);
    await tx
      .deleteFrom('combinations')
      .where('id', 'not in', (it) => it.selectFrom('tallies').select('combination'))
      .execute();
  });
}
