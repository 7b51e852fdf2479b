import { environment, readSome } from './process/config.ts';
import { runProgram, withoutPassword } from './process/program.ts';
import { openKnown } from './store/engine/known-database.ts';
import { type Recounted, recount } from './store/tallies/recount.ts';

/** Of more days, the first and the last are named. */
const mostNamed = 7;

/** Needs to know where the database is, and no key or token. */
await runProgram(async () => {
  const { DATABASE_URL: url } = readSome(environment(), ['DATABASE_URL']);
  const recounted = await withoutPassword(url, async () => {
    await using db = await openKnown(url);
    return await recount(db);
  });
  process.stdout.write(`${summaryOf(recounted)}\n`);
});

function summaryOf({ calls, days, corrected, isEverCorrected }: Recounted): string {
  const counted = `Counted ${many(calls, 'call')} of ${many(days, 'day')} again`;
  const totals = isEverCorrected ? ['the totals of all days'] : [];
  if (corrected.length === 0)
    return totals.length === 0
      ? `${counted}: all kept counts were right.`
      : `${counted}: corrected ${totals}.`;
  const dates = corrected.map((day) => new Date(day).toISOString().slice(0, 10));
  const named = dates.length <= mostNamed ? dates.join(', ') : `${dates[0]} to ${dates.at(-1)}`;
  const what = [`${many(dates.length, 'day')} (${named})`, ...totals];
  return `${counted}: corrected ${what.join(' and ')}.`;
}

function many(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
