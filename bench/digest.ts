import { forPeople, openDatabase } from '../src/store/engine/database.ts';
import { digestOf } from '../src/store/figures/digests.ts';
import { longestHeld } from './held-loop.ts';
import { msOf, ofRounds } from './rounds.ts';
import { atMost, type Row } from './row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

/** The digest of a day on which a tenth of all calls ended. */
export async function digest(scale: Scale, stores: Stores): Promise<Row[]> {
  const { url, history } = await stores.filled(scale);
  await using opened = openDatabase(url);
  await using db = forPeople(opened);
  const query = { date: history.busyDay, timezone: 'UTC', now: history.until, slotAt: null };
  const rows: Row[] = [];
  for (const filter of ['', 'human field:objection=price']) {
    const times: number[] = [];
    await digestOf(db, { ...query, filter });
    const heldMs = await longestHeld(async () => {
      for (let round = 0; round < scale.of(7, 2); round += 1) {
        times.push(await msOf(() => digestOf(db, { ...query, filter })));
      }
    });
    const { day } = await digestOf(db, { ...query, filter });
    const figure = `of ${day.calls.toLocaleString('en')} calls${filter === '' ? '' : ` (${filter})`}`;
    rows.push({ figure, ...ofRounds(times), unit: 'ms', heldMs, budget: atMost(250), mostHeldMs: 50 });
  }
  return rows;
}
