import { type Database, openDatabase } from '../src/store/database.ts';
import { digestOf } from '../src/store/digests.ts';
import { longestHeld } from './held-loop.ts';
import { msOf, ofRounds } from './rounds.ts';
import { atMost, type Row } from './row.ts';
import type { History } from './rows/history.ts';
import type { Scale } from './scale.ts';
import { storedHistory } from './stored-history.ts';

/** The digest of a day on which a tenth of all calls ended. */
export async function digest(scale: Scale): Promise<Row[]> {
  const { path, history } = await storedHistory(scale);
  await using db = openDatabase(`file:${path}`);
  return await digestsOf(db, history, scale);
}

export async function digestsOf(db: Database, history: History, scale: Scale): Promise<Row[]> {
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
