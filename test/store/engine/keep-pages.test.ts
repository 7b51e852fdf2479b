import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { keepPages } from '../../../src/store/engine/database.ts';
import { openSqlite } from '../../support/database.ts';

it('at rest few pages of a SQLite file are kept, and at work as many as from its opening on', async () => {
  await using store = await openSqlite();
  const { db } = store;
  const kept = async () =>
    (await sql<{ cache_size: number }>`pragma cache_size`.execute(db)).rows[0]?.cache_size;
  const opened = await kept();

  await keepPages(db, 'at rest');
  expect(await kept()).toBe(-2_000);
  await keepPages(db, 'at work');
  expect(await kept()).toBe(opened);
  expect(opened).toBe(-16_000);
});
