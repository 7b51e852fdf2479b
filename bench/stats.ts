import { forPeople, openDatabase } from '../src/store/engine/database.ts';
import { dimensions } from './asked.ts';
import { answersTo, typed } from './asking.ts';
import { leadToOurs } from './bots.ts';
import { openDoor } from './door.ts';
import type { Figures } from './row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

/** Half of all calls ended in the month that is asked for, and most others in the month before. */
export async function stats(scale: Scale, stores: Stores): Promise<Figures> {
  const { url, history } = await stores.filled(scale);
  await using opened = openDatabase(url);
  await using db = forPeople(opened);
  await using door = await openDoor();
  leadToOurs(door, db, history.until);
  // Half an hour off the hours of UTC.
  leadToOurs(door, db, history.until, 'Asia/Kolkata', '/bot-kolkata');
  const figures: Figures = {};
  for (const { figure, words, path } of asked()) {
    const { measured, shown } = await answersTo(door, typed(`stats ${words}`), scale, path);
    // An answer that the database is busy comes later than any budget.
    if (!/\d calls|database is busy/.test(shown)) throw new Error(`stats ${words} shows no calls: ${shown}`);
    figures[`${figure}, p99`] = measured;
  }
  return figures;
}

function asked(): { figure: string; words: string; path?: string }[] {
  const compared = (dimension: string) => `since:30d by ${dimension} vs previous`;
  return [
    { figure: 'over 30 days', words: 'since:30d' },
    ...dimensions.map((dimension) => ({
      figure: `over 30 days by ${dimension} vs previous`,
      words: compared(dimension),
    })),
    {
      figure: 'over 30 days by day vs previous in Kolkata',
      words: compared('day'),
      path: '/bot-kolkata',
    },
    { figure: 'over 12 months', words: 'since:365d' },
  ];
}
