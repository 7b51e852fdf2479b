import { isPostgres, openDatabase } from '../src/store/engine/database.ts';
import { bytesBefore } from './bytes-before.ts';
import type { Figures } from './row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

/** Makes it where it is missing, so that no other bench does while it measures. */
export async function historyMade(scale: Scale, stores: Stores): Promise<Figures> {
  const { url } = await stores.filled(scale);
  await using db = openDatabase(url);
  const { stored } = await db
    .selectFrom('calls')
    .select((it) => it.fn.countAll<number>().as('stored'))
    .executeTakeFirstOrThrow();
  const floor = isPostgres(db) ? bytesBefore.postgres : bytesBefore.sqlite;
  return {
    'calls stored for what follows': { value: Number(stored) },
    [`bytes a call, beside commit ${bytesBefore.commit}`]: {
      value: (await stores.bytesOf(db)) / scale.calls,
      floor,
    },
  };
}
