import { forPeople, openDatabase } from '../src/store/engine/database.ts';
import { digestOf } from '../src/store/figures/digests.ts';
import { longestHeld } from './held-loop.ts';
import { msOf, ofRounds } from './rounds.ts';
import type { Figures } from './row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

const filters = {
  'of a day with 100,000 calls': '',
  'of that day’s human field:objection=price': 'human field:objection=price',
};

/** The digest of a day on which a tenth of all calls ended. */
export async function digest(scale: Scale, stores: Stores): Promise<Figures> {
  const { url, history } = await stores.filled(scale);
  await using opened = openDatabase(url);
  await using db = forPeople(opened);
  const query = { date: history.busyDay, timezone: 'UTC', now: history.until, slotAt: null };
  const figures: Figures = {};
  for (const [figure, filter] of Object.entries(filters)) {
    const times: number[] = [];
    const { day } = await digestOf(db, { ...query, filter });
    if (filter === '' && day.calls !== scale.calls / 10)
      throw new Error(`the busy day has ${day.calls} calls`);
    const heldMs = await longestHeld(async () => {
      for (let round = 0; round < scale.of(15, 2); round += 1) {
        times.push(await msOf(() => digestOf(db, { ...query, filter })));
      }
    });
    figures[figure] = { ...ofRounds(times), heldMs };
  }
  return figures;
}
