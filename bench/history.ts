import { openDatabase } from '../src/store/engine/database.ts';
import { atLeast, type Row } from './row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

/** Makes it where it is missing, so that no other bench does while it measures. */
export async function historyMade(scale: Scale, stores: Stores): Promise<Row[]> {
  const { url, history } = await stores.filled(scale);
  await using db = openDatabase(url);
  const { stored } = await db
    .selectFrom('calls')
    .select((it) => it.fn.countAll<number>().as('stored'))
    .executeTakeFirstOrThrow();
  const budget = atLeast(history.calls);
  return [{ figure: 'calls stored for what follows', value: Number(stored), unit: '', budget }];
}
