import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';

import { migrate, openDatabase } from '../../../src/store/engine/database.ts';
import { migrations } from '../../../src/store/engine/migrations/index.ts';
import { mondayNoon } from '../../support/sample-calls.ts';

it('calls stored before call-backs were marked are marked by what they yielded', async () => {
  await using db = openDatabase('file::memory:');
  await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo('006-local-keys');
  for (const [serial, value] of [
    [1, 'call_back'],
    [2, 'no_callback'],
  ] as const) {
    const times = { first_seen_at: mondayNoon, changed_at: mondayNoon };
    const call = { serial, id: value, status: 'completed', fingerprint: 'any', ...times };
    await db
      .insertInto('calls')
      .values(call as never)
      .execute();
    await db.insertInto('call_fields').values({ serial, name: 'next_action', value }).execute();
  }
  await migrate(db);
  const marked = await db.selectFrom('calls').select('id').where('call_back', '=', 1).execute();
  expect(marked).toEqual([{ id: 'call_back' }]);
});
